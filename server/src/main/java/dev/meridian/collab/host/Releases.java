package dev.meridian.collab.host;

import java.util.ArrayDeque;
import java.util.Deque;

/// Holds back what may leave a document only after the commit that covers it. Touched only on the
/// document's owner loop.
final class Releases {
  private record Release(long number, Runnable action) {}

  private final Deque<Release> held = new ArrayDeque<>();
  private long appended;
  private long committed;

  /// The number of the next entry of the journal.
  long append() {
    return ++appended;
  }

  boolean isEverythingCommitted() {
    return committed == appended;
  }

  /// Runs the action once everything that was appended so far is committed; maybe now.
  void whenCovered(Runnable action) {
    if (isEverythingCommitted()) {
      action.run();
    } else {
      held.add(new Release(appended, action));
    }
  }

  void committed(long number) {
    committed = number;
    while (!held.isEmpty() && held.getFirst().number() <= number) {
      held.removeFirst().action().run();
    }
  }
}
