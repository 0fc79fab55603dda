package dev.meridian.ydoc.engine;

import java.util.ArrayDeque;

/** Marks items as deleted, with all that is inside them. */
final class Deleter {
  private final Transaction transaction;
  private final Splitter splitter;
  private final ArrayDeque<Struct> stack = new ArrayDeque<>();

  Deleter(Transaction transaction, Splitter splitter) {
    this.transaction = transaction;
    this.splitter = splitter;
  }

  void delete(Struct struct) {
    mark(struct);
    while (!stack.isEmpty()) {
      children(stack.pop().node());
    }
  }

  private void mark(Struct struct) {
    if (struct.deleted) {
      return;
    }
    Node parent = struct.parentNode();
    if (struct.isCounted()) {
      parent.length -= struct.length;
    }
    struct.deleted = true;
    transaction.addDeleted(struct);
    transaction.addChanged(parent);
    transaction.deleted += struct.length;
    if (struct.kind == Kind.TYPE) {
      stack.push(struct);
    }
  }

  private void children(Node node) {
    for (Struct child = node.start; child != null; child = child.right) {
      deleteOrMergeLater(child);
    }
    if (node.keys != null) {
      for (Struct child : node.keys.values()) {
        deleteOrMergeLater(child);
      }
    }
  }

  private void deleteOrMergeLater(Struct child) {
    if (!child.deleted) {
      mark(child);
    } else if (!transaction.isNew(child)) {
      // deleted earlier: no range of this transaction, but it may be collected with its parent
      transaction.addMergeable(child);
    }
  }

  /**
   * Deletes what of {@code [from, to)} is here and not deleted; {@code to} must not be beyond the
   * client's clock.
   *
   * @return how many elements are news to the document: not here before, or not deleted before
   */
  int deleteRange(Client client, int from, int to) {
    StructList structs = client.structs;
    int position = structs.find(from);
    Struct first = structs.at(position);
    if (!first.deleted && first.clock < from) {
      splitter.split(first, from - first.clock);
      position = structs.find(from);
    }
    int news = 0;
    while (position >= 0) {
      Struct struct = structs.at(position);
      if (struct.clock >= to) {
        break;
      }
      if (!struct.deleted) {
        if (to < struct.end()) {
          splitter.split(struct, to - struct.clock);
          position = structs.find(struct.clock);
        }
        news += struct.length;
        delete(struct);
      } else if (transaction.isNew(struct)) {
        news += Math.min(to, struct.end()) - Math.max(from, struct.clock);
      }
      position = structs.next(position);
    }
    return news;
  }
}
