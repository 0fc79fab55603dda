package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.lib0.Lib0Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes structs one by one and puts their counts before them. */
final class BlockWriter {
  private final Lib0Writer blocks = new Lib0Writer(256);
  private final UpdateWriter writer = new UpdateWriter(new Lib0Writer(256));
  private int blockCount;
  private int structCount;
  private @Nullable Client client;

  /** Adds a struct without its first {@code skipped} elements. */
  void struct(Struct struct, int skipped) {
    if (struct.client != client) {
      closeBlock();
      client = struct.client;
      writer.out.varUint(struct.client.id);
      writer.out.varUint(struct.clock + skipped);
    }
    writer.struct(struct, skipped);
    structCount++;
  }

  private void closeBlock() {
    if (structCount > 0) {
      blocks.varUint(structCount);
      blocks.raw(writer.out);
      writer.out.clear();
      blockCount++;
      structCount = 0;
    }
  }

  /** The update, with the deletes of all batches, in order and joined. */
  byte[] toBytes(List<Batch> batches, ClientTable clients) {
    for (Batch batch : batches) {
      for (int i = 0; i < batch.deleteCount; i++) {
        ranges(batch.deleteClient(i)).add(batch.deleteClocks[i], batch.deleteLengths[i]);
      }
    }
    for (Client each : clients.descending()) {
      each.deleted.normalize();
    }
    return toBytes(clients);
  }

  /** The update, with the deletes of one batch as they are. */
  byte[] toBytes(Batch batch, ClientTable clients) {
    for (int i = 0; i < batch.deleteCount; i++) {
      ranges(batch.deleteClient(i)).append(batch.deleteClocks[i], batch.deleteLengths[i]);
    }
    return toBytes(clients);
  }

  private static Ranges ranges(Client client) {
    if (client.deleteEpoch == 0) {
      client.deleteEpoch = 1;
      client.startDeleted();
    }
    return client.deleted;
  }

  private byte[] toBytes(ClientTable clients) {
    closeBlock();
    var out = new Lib0Writer(blocks.size() + 64);
    out.varUint(blockCount);
    out.raw(blocks);
    var deletes = new UpdateWriter(out);
    int deleting = 0;
    for (Client each : clients.descending()) {
      deleting += each.deleteEpoch;
    }
    out.varUint(deleting);
    for (Client each : clients.descending()) {
      if (each.deleteEpoch > 0) {
        deletes.ranges(each, each.deleted);
      }
    }
    return out.toBytes();
  }
}
