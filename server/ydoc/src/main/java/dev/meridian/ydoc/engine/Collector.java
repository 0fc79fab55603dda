package dev.meridian.ydoc.engine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Drops the content of what a transaction deleted. What was inside a deleted type loses its place
 * too.
 */
final class Collector {
  private final Store store;
  private final Transaction transaction;
  private final ArrayDeque<Node> emptied = new ArrayDeque<>();

  Collector(Store store, Transaction transaction) {
    this.store = store;
    this.transaction = transaction;
  }

  void collect() {
    for (int i = 0; i < transaction.deletingCount; i++) {
      Client client = transaction.deleting(i);
      Ranges ranges = client.deleted;
      for (int k = ranges.size() - 1; k >= 0; k--) {
        collect(client.structs, ranges.clock(k), ranges.end(k));
      }
    }
  }

  private void collect(StructList structs, int from, int to) {
    for (int p = structs.find(from); p >= 0; p = structs.next(p)) {
      Struct struct = structs.at(p);
      if (struct.clock >= to) {
        return;
      }
      if (struct.kind > Kind.DELETED && struct.deleted) {
        dropContent(struct);
        struct.kind = Kind.DELETED;
        dropChildren();
      }
    }
  }

  private void dropContent(Struct struct) {
    store.size.addContent(struct, -1);
    if (struct.kind == Kind.TYPE) {
      emptied.push(struct.node());
    }
    struct.content = null;
  }

  private void dropChildren() {
    while (!emptied.isEmpty()) {
      Node node = emptied.pop();
      becomeCollected(node.start, false);
      node.start = null;
      if (node.keys != null) {
        for (Struct last : node.keys.values()) {
          becomeCollected(last, true);
        }
        node.keys = null;
      }
    }
  }

  /** A list from its first item to the right, or a key from its last item to the left. */
  private void becomeCollected(@Nullable Struct first, boolean leftwards) {
    Struct struct = first;
    while (struct != null) {
      Struct next = leftwards ? struct.left : struct.right;
      dropContent(struct);
      struct.kind = Kind.GC;
      struct.parent = null;
      struct.key = null;
      struct.originClient = null;
      struct.rightClient = null;
      struct.left = null;
      struct.right = null;
      struct = next;
    }
  }
}
