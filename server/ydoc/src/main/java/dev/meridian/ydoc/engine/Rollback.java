package dev.meridian.ydoc.engine;

/**
 * Takes back what a transaction did, before it was tidied up: what it linked is unlinked, what it
 * deleted lives again, what it cut is whole again.
 */
final class Rollback {
  private final Store store;
  private final Transaction transaction;

  Rollback(Store store, Transaction transaction) {
    this.store = store;
    this.transaction = transaction;
  }

  void undo() {
    for (int i = 0; i < transaction.touchedCount; i++) {
      unlinkNew(transaction.touched(i));
    }
    for (int i = 0; i < transaction.deletingCount; i++) {
      revive(transaction.deleting(i));
    }
    for (int i = 0; i < transaction.touchedCount; i++) {
      Client client = transaction.touched(i);
      client.truncate(client.clockBefore);
    }
    for (int i = transaction.tornPairs.size() - 1; i >= 0; i--) {
      transaction.tornPairs.get(i).mend();
    }
    for (int i = transaction.splitCount - 1; i >= 0; i--) {
      Struct right = transaction.split(i);
      if (!transaction.isNew(right)) {
        Neighbours.rejoin(right);
      }
    }
    store.size.set(transaction.sizeBefore);
  }

  private void unlinkNew(Client client) {
    StructList structs = client.structs;
    for (int p = structs.find(client.clockBefore); p >= 0; p = structs.next(p)) {
      Struct struct = structs.at(p);
      if (struct.parent != null) {
        unlink(struct, struct.parent);
      }
    }
  }

  private static void unlink(Struct struct, Node parent) {
    if (struct.isCounted()) {
      parent.length -= struct.length;
    }
    Struct left = struct.left;
    Struct right = struct.right;
    if (left != null) {
      left.right = right;
    } else if (struct.key == null) {
      parent.start = right;
    }
    if (right != null) {
      right.left = left;
    } else if (struct.key != null && left != null) {
      parent.setLast(struct.key, left);
    } else if (struct.key != null && parent.keys != null) {
      parent.keys.remove(struct.key);
    }
  }

  private void revive(Client client) {
    Ranges ranges = client.deleted;
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.clock(i) >= transaction.clockBefore(client)) {
        continue;
      }
      for (int p = client.structs.find(ranges.clock(i)); p >= 0; p = client.structs.next(p)) {
        Struct struct = client.structs.at(p);
        if (struct.clock >= ranges.end(i) || transaction.isNew(struct)) {
          break;
        }
        struct.deleted = false;
        if (struct.isCounted()) {
          struct.parentNode().length += struct.length;
        }
      }
    }
  }
}
