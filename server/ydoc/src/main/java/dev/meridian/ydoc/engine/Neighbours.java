package dev.meridian.ydoc.engine;

/**
 * Joins structs that follow each other once a transaction is done. The order is that of Yjs: which
 * structs were joined decides the bytes of the next encoding.
 */
final class Neighbours {
  private final Store store;
  private final Transaction transaction;

  Neighbours(Store store, Transaction transaction) {
    this.store = store;
    this.transaction = transaction;
  }

  void join() {
    for (int i = 0; i < transaction.deletingCount; i++) {
      joinDeleted(transaction.deleting(i));
    }
    for (int i = 0; i < transaction.touchedCount; i++) {
      joinAdded(transaction.touched(i));
    }
    for (int i = transaction.mergeableCount - 1; i >= 0; i--) {
      joinAround(transaction.mergeable(i));
    }
  }

  /** Around what was deleted, from the right, beginning with the struct behind it. */
  private void joinDeleted(Client client) {
    StructList structs = client.structs;
    Ranges ranges = client.deleted;
    for (int i = ranges.size() - 1; i >= 0; i--) {
      int last = structs.find(ranges.end(i) - 1);
      int behind = structs.next(last);
      joinDownTo(structs, behind < 0 ? last : behind, ranges.clock(i));
    }
  }

  private void joinAdded(Client client) {
    StructList structs = client.structs;
    int first = structs.at(structs.find(client.clockBefore)).clock;
    joinDownTo(structs, structs.lastPosition(), first);
  }

  /** Joins what begins at {@code clock} or later to what is left of it. */
  private void joinDownTo(StructList structs, int from, int clock) {
    int position = from;
    while (position > 0 && structs.at(position).clock >= clock) {
      position = structs.previous(joinLeft(structs, position));
    }
  }

  private void joinAround(Struct struct) {
    StructList structs = struct.client.structs;
    int behind = structs.next(structs.find(struct.clock));
    if (behind >= 0) {
      joinLeft(structs, behind);
    }
    joinLeft(structs, structs.find(struct.clock));
  }

  /** Joins a struct to those left of it as far as it goes; returns where the joined one is. */
  private int joinLeft(StructList structs, int from) {
    int position = from;
    int before = structs.previous(position);
    while (before >= 0 && tryJoin(structs.at(before), structs.at(position))) {
      structs.remove(position);
      store.size.structs--;
      position = before;
      before = structs.previous(position);
    }
    return position;
  }

  private static boolean tryJoin(Struct left, Struct right) {
    if (left.kind != right.kind || left.deleted != right.deleted) {
      return false;
    }
    if (left.kind != Kind.GC) {
      if (!isContinued(left, right)) {
        return false;
      }
      switch (left.kind) {
        case Kind.DELETED -> {}
        case Kind.STRING -> TextBuffer.join(left, right);
        case Kind.ANY, Kind.JSON -> ValueBuffer.join(left, right);
        default -> {
          return false;
        }
      }
      unlink(left, right);
    }
    left.length += right.length;
    right.length = 0;
    return true;
  }

  private static boolean isContinued(Struct left, Struct right) {
    return left.right == right
        && right.originClient == left.client
        && right.originClock == left.end() - 1
        && right.rightClient == left.rightClient
        && (right.rightClient == null || right.rightClock == left.rightClock);
  }

  private static void unlink(Struct left, Struct right) {
    Struct next = right.right;
    left.right = next;
    if (next != null) {
      next.left = left;
    }
    if (right.key != null) {
      Node parent = right.parentNode();
      if (parent.last(right.key) == right) {
        parent.setLast(right.key, left);
      }
    }
  }

  /** Undoes a split: joins exactly the two halves. */
  static void rejoin(Struct right) {
    Client client = right.client;
    StructList structs = client.structs;
    int position = structs.find(right.clock);
    Struct left = structs.at(structs.previous(position));
    structs.remove(position);
    unlink(left, right);
    left.length += right.length;
    right.length = 0;
  }
}
