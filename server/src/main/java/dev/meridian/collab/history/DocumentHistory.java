package dev.meridian.collab.history;

import dev.meridian.collab.history.HistoryStore.Life;
import dev.meridian.collab.history.LogStore.StoredLog;
import dev.meridian.http.Problem;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// The past of documents, whatever of it is history by now and whatever still is in the log. Reads
/// one state of the database; documents are put together on a small pool of its own. May be used
/// from any thread.
public final class DocumentHistory {
  private static final int WORKERS = 2;
  private static final int MAX_PEOPLE_IN_A_MINUTE = 1_000;

  private final Pool pool;
  private final Limits limits;
  private final WorkerExecutor workers;

  public DocumentHistory(Vertx vertx, Pool pool, Limits limits) {
    this.pool = pool;
    this.limits = limits;
    this.workers = vertx.createSharedWorkerExecutor("meridian-document-history", WORKERS);
  }

  /// @param entries newest first
  /// @param hasOlder whether there are entries before the last of these
  public record Page(List<HistoryEntry> entries, boolean hasOlder) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /// A document as it was.
  ///
  /// @param seq of the last row in it; 0 = nothing was written yet
  /// @param document of the caller's own
  public record Past(long seq, YDoc document) {}

  private record Found(StoredLog log, List<HistoryEntry> entries) {}

  /// Who changed how much in which minute.
  ///
  /// @param before entries whose last row is before this one; the last row of an earlier page
  public Future<Page> page(UUID documentId, long before, int max) {
    return LogStore.consistently(
            pool,
            connection ->
                LogStore.extent(connection, documentId)
                    .compose(snapshot ->
                        before > snapshot.seq()
                            ? newest(connection, documentId, before, max)
                            : older(connection, documentId, before, max)))
        .compose(found -> workers.executeBlocking(() -> page(together(found), before, max), false));
  }

  private static Future<Found> newest(
      SqlConnection connection, UUID documentId, long before, int max) {
    return LogStore.read(connection, documentId)
        .compose(log ->
            HistoryStore.entries(connection, documentId, before, max + 1 + alsoInLog(log), false)
                .map(entries -> new Found(log, entries)));
  }

  /// Entries of history that go on in the log may belong to an earlier page then, and may stand
  /// behind others of their minute: so many more are looked at.
  private static int alsoInLog(StoredLog log) {
    return log.commits().isEmpty() ? 0 : MAX_PEOPLE_IN_A_MINUTE;
  }

  private static Future<Found> older(
      SqlConnection connection, UUID documentId, long before, int max) {
    StoredLog none = new StoredLog(0, 0, State.EMPTY, List.of());
    return HistoryStore.entries(connection, documentId, before, max + 1, true)
        .map(entries -> new Found(none, entries));
  }

  /// With what the log has; an entry may have begun in history and go on in the log.
  private List<HistoryEntry> together(Found found) throws UpdateRejected {
    if (found.log().commits().isEmpty()) {
      return found.entries();
    }
    Chronicle chronicle = Chronicle.from(found.log().snapshot(), limits);
    for (Commit commit : found.log().commits()) {
      chronicle.add(commit);
    }
    List<HistoryEntry> entries = new ArrayList<>(found.entries());
    for (Minute minute : chronicle.minutes()) {
      HistoryEntry entry = HistoryEntry.of(minute);
      HistoryEntry whole =
          entries.stream().filter(entry::isSameAs).findFirst().map(entry::with).orElse(entry);
      entries.removeIf(entry::isSameAs);
      entries.add(whole);
    }
    return entries;
  }

  private static Page page(List<HistoryEntry> entries, long before, int max) {
    List<HistoryEntry> newest =
        entries.stream()
            .filter(entry -> entry.last().seq() < before)
            .sorted(Comparator.comparingLong((HistoryEntry entry) -> entry.last().seq()).reversed())
            .toList();
    return new Page(newest.stream().limit(max).toList(), newest.size() > max);
  }

  /// The document as it was at an instant: with every commit up to it, and no other.
  ///
  /// @throws Problem (as the failure) 400 in the future, 404 before the document was made, 410 when
  ///   that part of the history is forgotten
  public Future<Past> at(UUID documentId, Instant instant) {
    return LogStore.consistently(
            pool,
            connection ->
                HistoryStore.life(connection, documentId)
                    .compose(life -> parts(connection, documentId, instant, life)))
        .compose(parts -> workers.executeBlocking(() -> past(parts, instant), false));
  }

  /// @param from the state that the commits come on top of
  /// @param packs what of them is history
  private record Parts(State from, List<CommitPack> packs, List<Commit> commits) {
    boolean isNothing() {
      return from.isEmpty() && packs.isEmpty() && commits.isEmpty();
    }
  }

  private static Future<Parts> parts(
      SqlConnection connection, UUID documentId, Instant instant, Life life) {
    if (instant.isAfter(life.now())) {
      return Future.failedFuture(Problem.field("at", "lies in the future"));
    }
    if (life.beginning().filter(instant::isBefore).isPresent()) {
      return Future.failedFuture(
          new Problem(410, "history-forgotten", "The history does not go back that far."));
    }
    boolean isHistory = life.snapshot().filter(instant::isBefore).isPresent();
    return (isHistory
            ? inHistory(connection, documentId, instant)
            : inLog(connection, documentId, instant))
        .compose(parts ->
            parts.isNothing() && instant.isBefore(life.createdAt())
                ? Future.failedFuture(
                    new Problem(404, "before-creation", "The document did not exist yet."))
                : Future.succeededFuture(parts));
  }

  private static Future<Parts> inHistory(
      SqlConnection connection, UUID documentId, Instant instant) {
    return HistoryStore.beginning(connection, documentId)
        .compose(beginning ->
            HistoryStore.packs(connection, documentId, instant)
                .map(packs -> new Parts(beginning, packs, List.of())));
  }

  /// The snapshot, and the rows before the first that came later.
  private static Future<Parts> inLog(SqlConnection connection, UUID documentId, Instant instant) {
    return LogStore.read(connection, documentId)
        .map(log ->
            new Parts(
                log.snapshot(),
                List.of(),
                log.commits().stream()
                    .takeWhile(commit -> !commit.at().isAfter(instant))
                    .toList()));
  }

  private Past past(Parts parts, Instant instant) throws UpdateRejected {
    YDoc document = Chronicle.document(parts.from(), limits);
    long seq = parts.from().seq();
    List<Commit> commits =
        parts.packs().isEmpty() ? parts.commits() : CommitPack.upTo(instant, parts.packs());
    for (Commit commit : commits) {
      if (commit.seq() != seq + 1) {
        throw new IllegalStateException("the history lacks row " + (seq + 1));
      }
      document.applyState(commit.update(), ClientGate.OPEN);
      seq = commit.seq();
    }
    return new Past(seq, document);
  }
}
