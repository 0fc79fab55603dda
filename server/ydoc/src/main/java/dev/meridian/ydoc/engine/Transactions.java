package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.DeleteSet;
import dev.meridian.ydoc.Touched;
import org.jspecify.annotations.Nullable;

/**
 * Opens transactions and ends them: tidied up, or as if they had never been.
 *
 * <p>A transaction that could be ended neither way, because of a bug, stays open for ever: the
 * document then takes nothing and gives nothing any more, and its owner loads it again.
 */
final class Transactions {
  final Store store;
  final Transaction current = new Transaction();
  final Splitter splitter;
  final Deleter deleter;
  final Integrator integrator;
  private final boolean collects;
  private final Collector collector;
  private final Neighbours neighbours;
  private final Rollback rollback;
  private final StateWriter writer;
  private boolean isOpen;

  Transactions(Store store, boolean collects) {
    this.store = store;
    this.collects = collects;
    this.splitter = new Splitter(store, current);
    this.deleter = new Deleter(current, splitter);
    this.integrator = new Integrator(store, current, splitter, deleter);
    this.collector = new Collector(store, current);
    this.neighbours = new Neighbours(store, current);
    this.rollback = new Rollback(store, current);
    this.writer = new StateWriter(store);
  }

  /**
   * @param conflictSteps how many items may be looked at to find places
   */
  void begin(int conflictSteps) {
    requireClosed();
    isOpen = true;
    current.begin(store.size);
    integrator.conflicts.allow(conflictSteps);
  }

  /** Takes everything back. */
  void undo() {
    rollback.undo();
    integrator.conflicts.forgetCrowds();
    current.end();
    isOpen = false;
  }

  /** What follows every transaction: new clients are in, garbage goes, neighbours join. */
  void tidy() {
    current.normalizeDeleted();
    for (int i = 0; i < current.touchedCount; i++) {
      Client client = current.touched(i);
      if (!client.isKnown) {
        client.isKnown = true;
        store.clients.add(client);
      }
    }
    if (collects) {
      collector.collect();
    }
    neighbours.join();
  }

  /** Drops the content of items that are deleted and in the set as a whole. */
  void collect(DeleteSet deletes) {
    begin(0);
    markDeleted(deletes);
    collector.collect();
    current.end();
    current.begin(store.size);
    markDeleted(null); // what was inside of collected types went too, whenever it was deleted
    neighbours.join();
    integrator.conflicts.forgetCrowds();
    current.end();
    isOpen = false;
  }

  /** Has the transaction look at what was deleted earlier, all of it or what is in a set. */
  private void markDeleted(@Nullable DeleteSet among) {
    for (Client client : store.clients.descending()) {
      StructList structs = client.structs;
      for (int p = structs.firstPosition(); p >= 0; p = structs.next(p)) {
        Struct struct = structs.at(p);
        if (struct.deleted
            && (among == null || among.containsAll(client.id, struct.clock, struct.end()))) {
          current.addDeleted(struct);
        }
      }
    }
    current.normalizeDeleted();
  }

  /** What was changed since {@link #begin}, as an update. */
  byte[] encode() {
    return writer.transaction(current);
  }

  /** What was changed, as a report; closes the transaction. */
  Touched end() {
    Touched touched = current.isEmpty() ? Touched.NOTHING : current.report();
    current.end();
    isOpen = false;
    return touched;
  }

  /** Throws when a transaction is open, or one was never ended. */
  void requireClosed() {
    if (isOpen) {
      throw new IllegalStateException("a change is open, or failed and the document is broken");
    }
  }
}
