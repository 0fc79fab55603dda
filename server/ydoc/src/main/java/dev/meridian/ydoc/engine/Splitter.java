package dev.meridian.ydoc.engine;

/** Cuts items in two where something refers to their inside. */
final class Splitter {
  private static final char REPLACEMENT = '\uFFFD';

  private final Store store;
  private final Transaction transaction;

  Splitter(Store store, Transaction transaction) {
    this.store = store;
    this.transaction = transaction;
  }

  /** The struct that begins at {@code clock}; a collected range is not cut and begins earlier. */
  Struct beginningAt(Client client, int clock) {
    Struct struct = client.find(clock);
    if (struct.clock < clock && struct.kind != Kind.GC) {
      return split(struct, clock - struct.clock);
    }
    return struct;
  }

  /** The struct whose last element is at {@code clock}; a collected range is not cut. */
  Struct endingAt(Client client, int clock) {
    Struct struct = client.find(clock);
    if (clock != struct.end() - 1 && struct.kind != Kind.GC) {
      split(struct, clock + 1 - struct.clock);
    }
    return struct;
  }

  /** Cuts after {@code length} elements and returns the right half. */
  Struct split(Struct left, int length) {
    Client client = left.client;
    var right = new Struct(client, left.clock + length, left.length - length, left.kind);
    right.deleted = left.deleted;
    right.originClient = client;
    right.originClock = right.clock - 1;
    right.rightClient = left.rightClient;
    right.rightClock = left.rightClock;
    right.parent = left.parent;
    right.key = left.key;
    right.content = left.content;
    right.offset = left.offset + length;
    if (left.kind == Kind.STRING) {
      tearPair(left.text(), right.offset);
    }
    left.length = length;
    linkAfter(left, right);
    client.structs.insertAfter(client.structs.find(left.clock), right);
    store.size.structs++;
    transaction.addSplit(right);
    return right;
  }

  private static void linkAfter(Struct left, Struct right) {
    Struct next = left.right;
    right.left = left;
    right.right = next;
    left.right = right;
    if (next != null) {
      next.left = right;
    } else if (right.key != null) {
      right.parentNode().setLast(right.key, right);
    }
  }

  /** As Yjs does, so that replicas agree: a pair that is cut apart becomes two U+FFFD. */
  private void tearPair(TextBuffer text, int at) {
    char high = text.units[at - 1];
    if (Character.isHighSurrogate(high)) {
      transaction.tornPairs.add(new Transaction.TornPair(text, at - 1, high, text.units[at]));
      text.units[at - 1] = REPLACEMENT;
      text.units[at] = REPLACEMENT;
    }
  }

  /** Drops the first {@code length} elements of a struct that is not integrated yet. */
  static void dropHead(Struct struct, int length) {
    struct.clock += length;
    struct.length -= length;
    struct.offset += length;
    if (struct.kind == Kind.STRING) {
      char[] units = struct.text().units;
      if (Character.isHighSurrogate(units[struct.offset - 1])) {
        units[struct.offset] = REPLACEMENT;
      }
    }
  }
}
