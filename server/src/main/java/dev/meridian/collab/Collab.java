package dev.meridian.collab;

import dev.meridian.auth.Authenticator;
import dev.meridian.bus.Bus;
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
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.Set;

/// Co-editing on this node, wired: the journal, the documents, the sockets.
public final class Collab {
  private final Documents documents;
  private final CollabLane lane;

  private final HeadPoll heads;

  private Collab(Documents documents, CollabLane lane, HeadPoll heads) {
    this.documents = documents;
    this.lane = lane;
    this.heads = heads;
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
      Set<String> roots,
      CommitObserver observer,
      MeterRegistry registry) {
    int count = Math.max(2, Runtime.getRuntime().availableProcessors());
    return HeadPoll.currentEpoch(pool)
        .compose(epoch ->
            EventLoops.deploy(vertx, count)
                .map(loops -> {
                  JournalStore log = new JournalStore(pool);
                  Shared shared =
                      new Shared(
                          InstantSource.system(),
                          new Journal(loops.getFirst(), log, new JournalMetrics(registry)),
                          log,
                          bus,
                          epoch,
                          new HostMetrics(registry),
                          new ReplicaMetrics(registry),
                          observer);
                  CollabMetrics metrics = new CollabMetrics(registry);
                  Documents documents = new Documents(vertx, loops, pool, limits, roots, shared);
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
                  return new Collab(documents, lane, heads);
                }));
  }

  public Documents documents() {
    return documents;
  }

  public Upgrades upgrades() {
    return lane.upgrades();
  }

  /// Asks every client to come back to the next server.
  public void close() {
    heads.close();
    lane.close();
  }
}
