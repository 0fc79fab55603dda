package dev.meridian.ydoc.engine;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Marks items as deleted, with all that is inside them. */
final class Deleter {
  private final Transaction transaction;
  private final Splitter splitter;
  private final ArrayDeque<Level> levels = new ArrayDeque<>();

  Deleter(Transaction transaction, Splitter splitter) {
    this.transaction = transaction;
    this.splitter = splitter;
  }

  /**
   * A deleted type whose children are being looked at: first those in a row, then the newest of
   * each key.
   */
  private static final class Level {
    private @Nullable Struct next;
    private final @Nullable Iterator<Struct> keys;

    Level(Node node) {
      this.next = node.start;
      this.keys = node.keys == null ? null : node.keys.values().iterator();
    }

    @Nullable Struct next() {
      Struct child = next;
      if (child != null) {
        next = child.right;
        return child;
      }
      return keys != null && keys.hasNext() ? keys.next() : null;
    }
  }

  /**
   * Deletes depth first, as Yjs does: a child's children come before its neighbours. The order
   * decides which structs are joined in the end, and so the bytes.
   */
  void delete(Struct struct) {
    mark(struct);
    while (!levels.isEmpty()) {
      Struct child = levels.peek().next();
      if (child == null) {
        levels.pop();
      } else if (!child.deleted) {
        mark(child);
      } else if (!transaction.isNew(child)) {
        // deleted earlier: no range of this transaction, but it may be collected with its parent
        transaction.addMergeable(child);
      }
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
    if (struct.isText()) {
      transaction.deletedText += struct.length;
    }
    if (struct.kind == Kind.TYPE) {
      levels.push(new Level(struct.node()));
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
