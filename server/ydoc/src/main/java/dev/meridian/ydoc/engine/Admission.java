package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;

/** Says whether what an update brings fits into the document, before anything is linked. */
final class Admission {
  private final Store store;
  private final ClientTable newClients;

  Admission(Store store, ClientTable newClients) {
    this.store = store;
    this.newClients = newClients;
  }

  void check(Batch batch, ClientGate gate) throws UpdateRejected {
    checkSize(batch);
    for (int i = 0; i < batch.blockCount; i++) {
      admit(batch, batch.block(i), gate);
    }
  }

  private static void admit(Batch batch, Batch.Block block, ClientGate gate) throws UpdateRejected {
    Client client = block.client;
    int to = 0;
    int from = 0;
    for (int i = block.to - 1; i >= block.from; i--) {
      Struct struct = batch.struct(i);
      if (struct.kind != Kind.SKIP && struct.end() > client.clock) {
        to = Math.max(to, struct.end());
        from = Math.max(struct.clock, client.clock);
      }
    }
    if (to > 0 && !gate.admit(client.id, from, to)) {
      throw new UpdateRejected(Reason.FOREIGN_CLIENT, -1, "client " + client.id);
    }
  }

  private void checkSize(Batch batch) throws UpdateRejected {
    Limits.OfDocument limits = store.limits.document();
    Store.Size size = store.size;
    int clients = store.clients.size();
    if (clients + newClients.size() > limits.clients()
        && clients + newWriters(batch) > limits.clients()) {
      throw new UpdateRejected(Reason.CLIENTS, -1, "the document has " + clients + " clients");
    }
    if (size.emptyLength + batch.emptyLength > limits.emptyLength()
        && size.emptyLength + newEmptyLength(batch) > limits.emptyLength()) {
      throw new UpdateRejected(Reason.CLOCK, -1, "too much length without content");
    }
    long structs = (long) size.structs + batch.structCount;
    long bytes = size.bytes(clients) + batch.bytes.length * 2L;
    if (structs <= limits.structs() && bytes + structs <= limits.bytes()) {
      return;
    }
    int added = newStructs(batch);
    if ((long) size.structs + added > limits.structs()) {
      throw new UpdateRejected(
          Reason.TOO_MANY, -1, "the document has " + size.structs + " structs");
    }
    if (added > 0 && bytes > limits.bytes()) {
      throw new UpdateRejected(Reason.TOO_LARGE, -1, "the document has " + bytes + " bytes");
    }
  }

  private static int newWriters(Batch batch) {
    int count = 0;
    for (int i = 0; i < batch.blockCount; i++) {
      Batch.Block block = batch.block(i);
      count += !block.client.isKnown && block.from < block.to ? 1 : 0;
    }
    return count;
  }

  private static boolean isNew(Struct struct) {
    return struct.kind != Kind.SKIP && struct.end() > struct.client.clock;
  }

  private static int newStructs(Batch batch) {
    int count = 0;
    for (int i = 0; i < batch.structCount; i++) {
      count += isNew(batch.struct(i)) ? 1 : 0;
    }
    return count;
  }

  private static long newEmptyLength(Batch batch) {
    long length = 0;
    for (int i = 0; i < batch.structCount; i++) {
      Struct struct = batch.struct(i);
      if (struct.kind <= Kind.DELETED && isNew(struct)) {
        length += struct.length;
      }
    }
    return length;
  }
}
