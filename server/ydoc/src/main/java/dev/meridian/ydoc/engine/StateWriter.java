package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.lib0.Lib0Writer;
import java.util.Arrays;
import java.util.Comparator;

/** Writes what a document holds, or what one transaction changed, as an update. */
final class StateWriter {
  private final Store store;

  /** Reused for small updates; every result is a copy. */
  private final Lib0Writer small = new Lib0Writer(256);

  private final Ranges ranges = new Ranges();

  StateWriter(Store store) {
    this.store = store;
  }

  /** All that somebody with this state vector lacks, and all deletes. */
  byte[] since(StateVector theirs) {
    var writer = new UpdateWriter(new Lib0Writer(1024 + store.size.structs * 8));
    Client[] clients = store.clients.descending();
    int blocks = 0;
    for (Client client : clients) {
      blocks += theirs.clock(client.id) < client.clock ? 1 : 0;
    }
    writer.out.varUint(blocks);
    for (Client client : clients) {
      int known = theirs.clock(client.id);
      if (known < client.clock) {
        writer.block(client, known);
      }
    }
    writeAllDeletes(clients, writer);
    return writer.out.toBytes();
  }

  private void writeAllDeletes(Client[] clients, UpdateWriter writer) {
    var deletes = new UpdateWriter(new Lib0Writer(256));
    int count = 0;
    for (Client client : clients) {
      findDeleted(client.structs);
      if (ranges.size() > 0) {
        deletes.ranges(client, ranges);
        count++;
      }
    }
    ranges.clear();
    writer.out.varUint(count);
    writer.out.raw(deletes.out);
  }

  private void findDeleted(StructList structs) {
    ranges.clear();
    for (int p = structs.firstPosition(); p >= 0; p = structs.next(p)) {
      Struct struct = structs.at(p);
      if (struct.deleted) {
        ranges.add(struct.clock, struct.length);
      }
    }
  }

  /** What a transaction added and deleted. */
  byte[] transaction(Transaction transaction) {
    small.clear();
    var writer = new UpdateWriter(small);
    Client[] added = new Client[transaction.touchedCount];
    for (int i = 0; i < added.length; i++) {
      added[i] = transaction.touched(i);
    }
    sort(added);
    small.varUint(added.length);
    for (Client client : added) {
      writer.block(client, client.clockBefore);
    }
    Client[] deleting = new Client[transaction.deletingCount];
    for (int i = 0; i < deleting.length; i++) {
      deleting[i] = transaction.deleting(i);
    }
    sort(deleting);
    small.varUint(deleting.length);
    for (Client client : deleting) {
      writer.ranges(client, client.deleted);
    }
    return small.toBytes();
  }

  private static void sort(Client[] clients) {
    if (clients.length > 1) {
      Arrays.sort(clients, Comparator.comparingLong((Client client) -> -client.id));
    }
  }
}
