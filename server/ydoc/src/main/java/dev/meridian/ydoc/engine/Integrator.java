package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;
import org.jspecify.annotations.Nullable;

/** Gives items their parent and their place, and does what they do by being there. */
final class Integrator {
  private final Store store;
  private final Transaction transaction;
  private final Splitter splitter;
  private final Deleter deleter;
  final ConflictScan conflicts;

  Integrator(Store store, Transaction transaction, Splitter splitter, Deleter deleter) {
    this.store = store;
    this.transaction = transaction;
    this.splitter = splitter;
    this.deleter = deleter;
    this.conflicts = new ConflictScan(store);
  }

  /**
   * Integrates a struct all of whose references are here.
   *
   * @param known how many of its first elements the document has already
   */
  void integrate(Struct struct, int known) throws UpdateRejected {
    if (struct.kind <= Kind.DELETED) {
      store.size.emptyLength += struct.length - known;
    }
    if (struct.kind == Kind.GC) {
      struct.clock += known;
      struct.length -= known;
      append(struct);
      return;
    }
    Struct left = null;
    Struct right = null;
    if (struct.originClient != null && !struct.parentById) {
      left = splitter.endingAt(struct.originClient, struct.originClock);
    }
    if (struct.rightClient != null) {
      right = splitter.beginningAt(struct.rightClient, struct.rightClock);
    }
    resolveParent(struct, left, right);
    if (known > 0) {
      left = continueAfterKnown(struct, known);
    }
    if (struct.parent == null) {
      becomeCollected(struct);
      append(struct);
    } else {
      place(struct, left, right);
    }
  }

  /** The parent is that of the left neighbour, else of the right one, else the one named. */
  private static void resolveParent(Struct struct, @Nullable Struct left, @Nullable Struct right) {
    if (isCollected(left) || isCollected(right)) {
      struct.parent = null;
    } else if (left != null) {
      struct.parent = left.parent;
      struct.key = left.key;
    } else if (right != null) {
      struct.parent = right.parent;
      struct.key = right.key;
    } else if (struct.parentById && struct.originClient != null) {
      Struct holder = struct.originClient.find(struct.originClock);
      struct.parent = holder.kind == Kind.TYPE ? holder.node() : null;
      struct.parentById = false;
      struct.originClient = null;
    }
  }

  private static boolean isCollected(@Nullable Struct struct) {
    return struct != null && struct.kind == Kind.GC;
  }

  private Struct continueAfterKnown(Struct struct, int known) {
    Splitter.dropHead(struct, known);
    Struct left = splitter.endingAt(struct.client, struct.clock - 1);
    struct.originClient = struct.client;
    struct.originClock = struct.clock - 1;
    if (left.kind == Kind.GC) {
      struct.parent = null;
    } else if (struct.parent != null) {
      struct.parent = left.parent;
      struct.key = left.key;
    }
    return left;
  }

  /** What is left of an item that has no place: its length. */
  private static void becomeCollected(Struct struct) {
    struct.kind = Kind.GC;
    struct.deleted = true;
    struct.content = null;
    struct.key = null;
    struct.originClient = null;
    struct.rightClient = null;
  }

  private void append(Struct struct) {
    transaction.touch(struct.client);
    struct.client.append(struct);
    store.size.structs++;
  }

  /** Links an item that knows its parent into its list or its key. */
  void place(Struct struct, @Nullable Struct leftOrigin, @Nullable Struct right)
      throws UpdateRejected {
    Node parent = struct.parentNode();
    Struct left = leftOrigin;
    if (left == null ? right == null || right.left != null : left.right != right) {
      left = conflicts.leftOf(struct, left, right);
      link(struct, parent, left, conflicts.first());
      conflicts.remember(struct);
    } else {
      conflicts.pass(struct, left);
      link(struct, parent, left, right);
    }
    append(struct);
    store.size.addContent(struct, 1);
    begin(struct, parent);
    transaction.addChanged(parent);
    if (parent.isDeleted() || (struct.key != null && struct.right != null)) {
      deleter.delete(struct);
    }
  }

  private void link(Struct struct, Node parent, @Nullable Struct left, @Nullable Struct first) {
    String key = struct.key;
    struct.left = left;
    if (left != null) {
      struct.right = left.right;
      left.right = struct;
    } else {
      struct.right = first;
      if (key == null) {
        parent.start = struct;
      }
    }
    if (struct.right != null) {
      struct.right.left = struct;
    } else if (key != null) {
      parent.setLast(key, struct);
      if (left != null) {
        deleter.delete(left);
      }
    }
  }

  /** What an item does by being there. */
  private void begin(Struct struct, Node parent) throws UpdateRejected {
    if (struct.kind == Kind.DELETED) {
      struct.deleted = true;
      transaction.addDeleted(struct);
      return;
    }
    transaction.inserted += struct.length;
    if (struct.isText()) {
      transaction.insertedText += struct.length;
    }
    if (struct.isCounted()) {
      parent.length += struct.length;
    }
    if (struct.kind == Kind.TYPE) {
      Node node = struct.node();
      node.item = struct;
      node.depth = parent.depth + 1;
      if (node.depth > store.limits.values().typeDepth()) {
        throw new UpdateRejected(Reason.TOO_DEEP, -1, "type of depth " + node.depth);
      }
    }
  }
}
