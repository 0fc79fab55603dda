package dev.meridian.collab;

import dev.meridian.auth.Authenticator;
import dev.meridian.bus.Bus;
import dev.meridian.collab.compaction.Compaction;
import dev.meridian.collab.compaction.CompactionMetrics;
import dev.meridian.collab.compaction.Compactor;
import dev.meridian.collab.compaction.Retention;
import dev.meridian.collab.history.DocumentHistory;
import dev.meridian.collab.host.CommitObserver;
import dev.meridian.collab.host.Documents;
import dev.meridian.collab.host.HostMetrics;
import dev.meridian.collab.host.Shared;
import dev.meridian.collab.journal.Journal;
import dev.meridian.collab.journal.JournalMetrics;
import dev.meridian.collab.journal.JournalStore;
import dev.meridian.collab.replica.HeadPoll;
import dev.meridian.collab.replica.ReplicaMetrics;
import dev.meridian.collab.socket.CollabLane;
import dev.meridian.http.Origins;
import dev.meridian.http.Upgrades;
import dev.meridian.ydoc.Limits;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/// Co-editing on this node, wired: the journal, the documents, the sockets.
public final class Collab {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final Journal journal;
  private final Documents documents;
  private final CollabLane lane;
  private final HeadPoll heads;
  private final Compaction compaction;
  private final DocumentHistory history;
  private final Retention retention;

  private Collab(
      Journal journal,
      Documents documents,
      CollabLane lane,
      HeadPoll heads,
      Compaction compaction,
      DocumentHistory history,
      Retention retention) {
    this.journal = journal;
    this.documents = documents;
    this.lane = lane;
    this.heads = heads;
    this.compaction = compaction;
    this.history = history;
    this.retention = retention;
  }

  /// @param roots the only roots that documents have
  /// @param observer told of every commit
  public static Future<Collab> start(
      Vertx vertx,
      Pool pool,
      Bus bus,
      Authenticator authenticator,
      Origins origins,
      CollabLimits limits,
      CompactionRule compactionRule,
      Set<String> roots,
      CommitObserver observer,
      MeterRegistry registry) {
    Limits documentLimits = DocumentLimits.of(roots);
    int count = Math.max(2, Runtime.getRuntime().availableProcessors());
    return HeadPoll.currentEpoch(pool)
        .compose(epoch ->
            EventLoops.deploy(vertx, count)
                .map(loops -> {
                  JournalStore log = new JournalStore(pool);
                  Journal journal =
                      new Journal(loops.getFirst(), log, new JournalMetrics(registry));
                  Shared shared =
                      new Shared(
                          InstantSource.system(),
                          journal,
                          log,
                          bus,
                          epoch,
                          new HostMetrics(registry),
                          new ReplicaMetrics(registry),
                          observer);
                  CollabMetrics metrics = new CollabMetrics(registry);
                  CompactionMetrics compactions = new CompactionMetrics(registry);
                  Compactor compactor =
                      new Compactor(vertx, loops.getLast(), pool, documentLimits, compactions);
                  Documents documents =
                      new Documents(
                          vertx,
                          loops,
                          pool,
                          limits,
                          documentLimits,
                          compactionRule,
                          compactor,
                          shared);
                  CollabLane lane =
                      new CollabLane(
                          vertx,
                          authenticator,
                          new DocumentAccessStore(pool),
                          documents,
                          bus,
                          origins,
                          limits,
                          metrics);
                  HeadPoll heads =
                      HeadPoll.start(vertx, pool, bus, epoch, documents, shared.replica());
                  return new Collab(
                      journal,
                      documents,
                      lane,
                      heads,
                      compactor,
                      new DocumentHistory(vertx, pool, documentLimits),
                      new Retention(
                          vertx,
                          pool,
                          compactionRule,
                          documentLimits,
                          shared.clock(),
                          compactions));
                }));
  }

  public Documents documents() {
    return documents;
  }

  public Compaction compaction() {
    return compaction;
  }

  public DocumentHistory history() {
    return history;
  }

  public Retention retention() {
    return retention;
  }

  public Upgrades upgrades() {
    return lane.upgrades();
  }

  /// Asks every client to come back to the next server.
  public void close() {
    heads.close();
    retention.close();
    lane.close();
  }

  /// Waits until what was taken in is committed, or Postgres does not take it for a while; then
  /// their authors bring it again. Blocks, so not for event loops.
  public void finishCommits() throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!journal.isEmpty() && Instant.now().isBefore(deadline)) {
      Thread.sleep(BETWEEN_LOOKS);
    }
  }
}
