package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.Applied;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.Touched;
import dev.meridian.ydoc.UpdateRejected;
import org.jspecify.annotations.Nullable;

/**
 * Takes updates of other replicas, each wholly or not at all.
 *
 * <pre>
 *   read and check -> gate -> integrate -> delete -> what waited     any of these refuses: taken back
 *                  -> collect -> join neighbours -> report
 * </pre>
 */
final class Inbound {
  private static final byte[] NO_BYTES = {};

  private final Store store;
  private final Transactions transactions;
  private final UpdateReader reader;
  private final Admission admission;
  private final Delivery delivery;
  private final Batch batch = new Batch();
  private Waiting waiting;

  Inbound(Transactions transactions) {
    this.transactions = transactions;
    this.store = transactions.store;
    this.reader = new UpdateReader(store);
    this.admission = new Admission(store, reader.newClients);
    this.delivery = new Delivery(transactions.integrator, transactions.deleter);
    this.waiting = new Waiting(store.limits.document().waitingBytes());
  }

  /** Where an update comes from, which says how it is measured. */
  enum Source {
    /** An update message. */
    UPDATE,
    /** Sync step 2: all that somebody else knows. */
    PEER_STATE,
    /** The document's own state, which was measured as it grew. */
    OWN_STATE;

    /** A step 2 may hold what came in many updates. */
    private static final int UPDATES_IN_STATE = 16;

    int conflictSteps(int perUpdate) {
      return switch (this) {
        case UPDATE -> perUpdate;
        case PEER_STATE -> (int) Math.min(Integer.MAX_VALUE, (long) perUpdate * UPDATES_IN_STATE);
        case OWN_STATE -> Integer.MAX_VALUE;
      };
    }
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** How often a part of what waits was looked at again; for tests. */
  int waitingReads() {
    return waiting.reads();
  }

  void dropWaiting() {
    waiting = new Waiting(store.limits.document().waitingBytes());
  }

  Applied apply(byte[] update, Source source, ClientGate gate) throws UpdateRejected {
    var mark = new BufferMark(store);
    try {
      reader.read(update, source != Source.UPDATE, batch);
      admission.check(batch, gate);
      Applied applied = integrate(update, source);
      if (applied.isEmpty()) {
        mark.reset(store);
      }
      return applied;
    } catch (UpdateRejected e) {
      mark.reset(store);
      throw e;
    } finally {
      batch.clear();
      reader.forgetNew();
    }
  }

  private Applied integrate(byte[] update, Source source) throws UpdateRejected {
    transactions.begin(source.conflictSteps(store.limits.update().conflictSteps()));
    boolean isAllNew = deliver();
    boolean wasRest = false;
    for (byte[] next = exchange(); next != null; next = exchange()) {
      isAllNew = false;
      wasRest |= delivery.hasRest();
      if (!deliverWaiting(next)) {
        dropWaiting();
        batch.clear();
        reader.read(update, source != Source.UPDATE, batch);
        return integrate(update, source);
      }
    }
    boolean isWaiting = delivery.hasRest() || (wasRest && !waiting.isEmpty());
    return finish(update, isAllNew, isWaiting);
  }

  /** Keeps what was left over of the batch, and gives back what may go on because of it. */
  private byte @Nullable [] exchange() {
    if (delivery.hasRest()) {
      waiting.add(batch);
    }
    return waiting.takeNext(batch);
  }

  private boolean deliver() throws UpdateRejected {
    try {
      batch.sortBlocks();
      return delivery.deliver(batch);
    } catch (UpdateRejected | RuntimeException e) {
      transactions.undo();
      throw e;
    }
  }

  /** Delivers what waited; false when it is refused and all is taken back. */
  private boolean deliverWaiting(byte[] waited) {
    batch.clear();
    try {
      reader.read(waited, true, batch);
    } catch (UpdateRejected e) {
      transactions.undo();
      return false;
    }
    try {
      deliver();
      return true;
    } catch (UpdateRejected e) {
      return false;
    }
  }

  private Applied finish(byte[] update, boolean isAllNew, boolean isWaiting) {
    boolean isEmpty = transactions.current.isEmpty();
    if (!isEmpty) {
      addNewRoots();
      transactions.tidy();
    } else if (!isWaiting) {
      transactions.end();
      return Applied.NOTHING;
    }
    byte[] news = isEmpty ? NO_BYTES : isAllNew ? update : transactions.encode();
    Touched touched = transactions.end();
    StateVector missing = isWaiting ? store.stateVector() : StateVector.EMPTY;
    return new Applied(news, touched, isWaiting, missing);
  }

  private void addNewRoots() {
    if (!reader.newRoots.isEmpty()) {
      for (Node root : reader.newRoots.values()) {
        if (root.isUsed()) {
          store.roots.put(root.name, root);
        }
      }
    }
  }

  /** What the buffers held before an update was read. */
  private record BufferMark(TextBuffer text, int textSize, ValueBuffer values, int valueCount) {
    BufferMark(Store store) {
      this(store.text, store.text.size, store.values, store.values.count);
    }

    void reset(Store store) {
      store.text = text;
      text.size = textSize;
      store.values = values;
      values.count = valueCount;
    }
  }
}
