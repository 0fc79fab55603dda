package dev.meridian.collab.host;

import dev.meridian.collab.journal.Entry;
import dev.meridian.collab.journal.Entry.ClientBinding;
import dev.meridian.collab.journal.Journal;
import dev.meridian.collab.peer.Audience.Edit;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The edits of a document between being applied and being committed, and all that waits for them.
/// Touched only on the document's owner loop.
final class Settlement {
  private record Unconfirmed(
      long number, Edit edit, List<ClientBinding> clients, long takenNanos) {}

  /// What a commit covers.
  ///
  /// @param clients client ids that wrote here for the first time
  record Covered(List<Edit> edits, List<ClientBinding> clients) {
    /// Of the edits.
    int bytes() {
      return edits.stream().mapToInt(edit -> edit.news().length).sum();
    }
  }

  private final UUID documentId;
  private final long epoch;
  private final Journal journal;
  private final Entry.Listener listener;
  private final HostMetrics metrics;
  private final Releases releases = new Releases();
  private final Deque<Unconfirmed> unconfirmed = new ArrayDeque<>();
  private final Set<Promise<?>> awaited = new HashSet<>();

  /// @param epoch which the database was in before the document was loaded
  Settlement(
      UUID documentId, long epoch, Journal journal, Entry.Listener listener, HostMetrics metrics) {
    this.documentId = documentId;
    this.epoch = epoch;
    this.journal = journal;
    this.listener = listener;
    this.metrics = metrics;
  }

  /// Brings an edit to the journal.
  void settle(Edit edit, ClientIds.Gate gate, @Nullable UUID actor) {
    long number = releases.append();
    List<ClientBinding> clients = gate.bind();
    unconfirmed.add(new Unconfirmed(number, edit, clients, System.nanoTime()));
    journal.append(new Entry(documentId, epoch, number, actor, edit.news(), clients, listener));
  }

  boolean isEverythingCommitted() {
    return releases.isEverythingCommitted();
  }

  /// Runs the action once every edit so far is committed; maybe now.
  void whenCovered(Runnable action) {
    releases.whenCovered(action);
  }

  /// Answers once every edit so far is committed; fails when they are lost.
  <T> void whenCovered(Promise<T> promise, T result) {
    awaited.add(promise);
    releases.whenCovered(() -> {
      awaited.remove(promise);
      promise.complete(result);
    });
  }

  /// The edits up to the number are committed and may be told. [#release] comes next.
  Covered committed(long number) {
    Covered covered = new Covered(new ArrayList<>(), new ArrayList<>());
    while (!unconfirmed.isEmpty() && unconfirmed.getFirst().number() <= number) {
      Unconfirmed next = unconfirmed.removeFirst();
      covered.edits().add(next.edit());
      covered.clients().addAll(next.clients());
      metrics.acknowledged(Duration.ofNanos(System.nanoTime() - next.takenNanos()));
    }
    return covered;
  }

  /// Lets go what waited for the edits up to the number.
  void release(long number) {
    releases.committed(number);
  }

  void fail(Throwable cause) {
    awaited.forEach(promise -> promise.tryFail(cause));
  }
}
