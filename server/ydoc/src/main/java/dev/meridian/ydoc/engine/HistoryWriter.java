package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.DeleteSet;
import dev.meridian.ydoc.Snapshot;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.lib0.Lib0Writer;
import java.util.Arrays;

/** Says where a document is in its history, and writes what it held at an earlier point. */
final class HistoryWriter {
  private final Store store;

  HistoryWriter(Store store) {
    this.store = store;
  }

  Snapshot snapshot() {
    Client[] clients = store.clients.descending();
    var ids = new long[clients.length];
    var deleted = new long[clients.length][];
    int count = 0;
    var ranges = new Ranges();
    for (int i = clients.length - 1; i >= 0; i--) {
      ranges.clear();
      ranges.addDeleted(clients[i].structs);
      if (ranges.size() > 0) {
        ids[count] = clients[i].id;
        deleted[count++] = ranges.packed();
      }
    }
    var deletes = DeleteSet.ofSorted(Arrays.copyOf(ids, count), Arrays.copyOf(deleted, count));
    return new Snapshot(store.stateVector(), deletes);
  }

  /** The state at a point that the document has reached. */
  byte[] encodeAt(Snapshot point) {
    StateVector vector = point.stateVector();
    var writer = new UpdateWriter(new Lib0Writer(1024 + store.size.structs * 8));
    Client[] clients = store.clients.descending();
    int blocks = 0;
    for (Client client : clients) {
      blocks += vector.clock(client.id) > 0 ? 1 : 0;
    }
    writer.out.varUint(blocks);
    for (Client client : clients) {
      int clock = vector.clock(client.id);
      if (clock > 0) {
        block(client, clock, writer);
      }
    }
    point.deletes().write(writer.out);
    return writer.out.toBytes();
  }

  /** What a client had written up to a clock; the last struct may be cut there. */
  private static void block(Client client, int toClock, UpdateWriter writer) {
    StructList structs = client.structs;
    int last = structs.find(toClock - 1);
    int all = structs.countFrom(structs.firstPosition());
    writer.out.varUint(all - structs.countFrom(last) + 1);
    writer.out.varUint(client.id);
    writer.out.varUint(0);
    int position = structs.firstPosition();
    while (position != last) {
      writer.struct(structs.at(position), 0);
      position = structs.next(position);
    }
    writer.struct(beginningOf(structs.at(last), toClock), 0);
  }

  /** The part of a struct before a clock, for writing only. */
  private static Struct beginningOf(Struct struct, int toClock) {
    if (struct.end() == toClock) {
      return struct;
    }
    var part = new Struct(struct.client, struct.clock, toClock - struct.clock, struct.kind);
    part.originClient = struct.originClient;
    part.originClock = struct.originClock;
    part.rightClient = struct.rightClient;
    part.rightClock = struct.rightClock;
    part.parent = struct.parent;
    part.key = struct.key;
    part.content = struct.content;
    part.offset = struct.offset;
    return part;
  }
}
