package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.NodeId;
import dev.meridian.ydoc.Touched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one change did so far: enough to undo it, to tidy up after it, and to report it. One object
 * per document, used again and again; only what was touched costs anything.
 */
final class Transaction {
  private static final int KEPT_CAPACITY = 1024;

  /** Number of this transaction; what carries it was touched by it. */
  int epoch;

  @Nullable Client[] touched = new Client[4];
  int touchedCount;

  @Nullable Client[] deleting = new Client[4];
  int deletingCount;

  /** Structs whose neighbours are looked at when the transaction ends. */
  @Nullable Struct[] mergeable = new Struct[8];

  int mergeableCount;

  /** Right halves of structs that were split, oldest first, and what a split destroyed. */
  @Nullable Struct[] splits = new Struct[8];

  int splitCount;
  final List<TornPair> tornPairs = new ArrayList<>(0);

  private @Nullable Node[] changed = new Node[4];
  private int changedCount;

  int inserted;
  int deleted;

  /** Units of text among the inserted and the deleted. */
  int insertedText;

  int deletedText;

  /** Size of the document before. */
  final Store.Size sizeBefore = new Store.Size();

  /** A surrogate pair that a split tore apart: both halves became U+FFFD. */
  record TornPair(TextBuffer buffer, int at, char high, char low) {
    void mend() {
      buffer.units[at] = high;
      buffer.units[at + 1] = low;
    }
  }

  void begin(Store.Size size) {
    epoch++;
    sizeBefore.set(size);
    touchedCount = 0;
    deletingCount = 0;
    mergeableCount = 0;
    splitCount = 0;
    changedCount = 0;
    inserted = 0;
    deleted = 0;
    insertedText = 0;
    deletedText = 0;
  }

  /** Lets go of what was touched. */
  void end() {
    touched = emptied(touched, touchedCount);
    deleting = emptied(deleting, deletingCount);
    mergeable = emptied(mergeable, mergeableCount);
    splits = emptied(splits, splitCount);
    changed = emptied(changed, changedCount);
    tornPairs.clear();
  }

  private static <T> @Nullable T[] emptied(@Nullable T[] array, int count) {
    if (array.length > KEPT_CAPACITY) {
      return Arrays.copyOf(Arrays.copyOfRange(array, array.length, array.length), 8);
    }
    Arrays.fill(array, 0, count, null);
    return array;
  }

  /** Structs are about to be added to this client. */
  void touch(Client client) {
    if (client.epoch != epoch) {
      client.epoch = epoch;
      client.clockBefore = client.clock;
      touched = withRoom(touched, touchedCount);
      touched[touchedCount++] = client;
    }
  }

  /** The clock of a client when the transaction began. */
  int clockBefore(Client client) {
    return client.epoch == epoch ? client.clockBefore : client.clock;
  }

  boolean isNew(Struct struct) {
    return struct.clock >= clockBefore(struct.client);
  }

  void addDeleted(Struct struct) {
    Client client = struct.client;
    if (client.deleteEpoch != epoch) {
      client.deleteEpoch = epoch;
      client.startDeleted();
      deleting = withRoom(deleting, deletingCount);
      deleting[deletingCount++] = client;
    }
    client.deleted.add(struct.clock, struct.length);
  }

  void addChanged(Node node) {
    if (node.epoch != epoch) {
      node.epoch = epoch;
      changed = withRoom(changed, changedCount);
      changed[changedCount++] = node;
    }
  }

  void addMergeable(Struct struct) {
    mergeable = withRoom(mergeable, mergeableCount);
    mergeable[mergeableCount++] = struct;
  }

  void addSplit(Struct right) {
    addMergeable(right);
    splits = withRoom(splits, splitCount);
    splits[splitCount++] = right;
  }

  private static <T> @Nullable T[] withRoom(@Nullable T[] array, int count) {
    return count < array.length ? array : Arrays.copyOf(array, count * 2);
  }

  Client touched(int i) {
    return present(touched[i]);
  }

  Client deleting(int i) {
    return present(deleting[i]);
  }

  Struct mergeable(int i) {
    return present(mergeable[i]);
  }

  Struct split(int i) {
    return present(splits[i]);
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException();
    }
    return value;
  }

  /** The delete ranges of this transaction, in order. */
  void normalizeDeleted() {
    for (int i = 0; i < deletingCount; i++) {
      deleting(i).deleted.normalize();
    }
  }

  boolean isEmpty() {
    return touchedCount == 0 && deletingCount == 0;
  }

  /** The report. To be asked before {@link #end()}. */
  Touched report() {
    if (changedCount == 1) {
      Node only = present(changed[0]);
      if (isReported(only)) {
        return new Touched(
            only.rootNames(), only.idList(), inserted, deleted, insertedText, deletedText);
      }
    }
    var types = new ArrayList<NodeId>(changedCount);
    var roots = new HashSet<String>();
    for (int i = 0; i < changedCount; i++) {
      Node node = present(changed[i]);
      if (isReported(node)) {
        types.add(node.id());
        roots.addAll(node.rootNames());
      }
    }
    return new Touched(
        Set.copyOf(roots), List.copyOf(types), inserted, deleted, insertedText, deletedText);
  }

  /** New and deleted types are reported by their parents. */
  private boolean isReported(Node node) {
    return node.item == null || (!node.item.deleted && !isNew(node.item));
  }
}
