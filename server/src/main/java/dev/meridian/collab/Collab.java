package dev.meridian.collab;

import dev.meridian.auth.Authenticator;
import dev.meridian.bus.Bus;
import dev.meridian.collab.host.CommitObserver;
import dev.meridian.collab.host.Documents;
import dev.meridian.collab.host.HostMetrics;
import dev.meridian.collab.journal.Journal;
import dev.meridian.collab.journal.JournalMetrics;
import dev.meridian.collab.journal.JournalStore;
import dev.meridian.collab.socket.CollabLane;
import dev.meridian.http.Origins;
import dev.meridian.http.Upgrades;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;

/// Co-editing on this node, wired: the journal, the documents, the sockets.
public final class Collab {
  private final Documents documents;
  private final CollabLane lane;

  private Collab(Documents documents, CollabLane lane) {
    this.documents = documents;
    this.lane = lane;
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
    int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
    return EventLoops.deploy(vertx, loops)
        .map(contexts -> {
          Journal journal =
              new Journal(
                  vertx, contexts.getFirst(), new JournalStore(pool), new JournalMetrics(registry));
          Documents documents =
              new Documents(
                  vertx,
                  contexts,
                  pool,
                  journal,
                  InstantSource.system(),
                  limits,
                  roots,
                  new HostMetrics(registry),
                  (host, seqFrom, seqTo) -> {
                    observer.committed(host, seqFrom, seqTo);
                    bus.publish(channel(host.id()), news(seqFrom, seqTo));
                  });
          CollabLane lane =
              new CollabLane(
                  vertx,
                  authenticator,
                  new DocumentAccessStore(pool),
                  documents,
                  bus,
                  origins,
                  limits,
                  registry);
          return new Collab(documents, lane);
        });
  }

  /// The bus channel that says `{seqFrom, seqTo}` after each commit to a document.
  public static String channel(UUID documentId) {
    return "document:" + documentId;
  }

  private static Buffer news(long seqFrom, long seqTo) {
    return new JsonObject().put("seqFrom", seqFrom).put("seqTo", seqTo).toBuffer();
  }

  public Documents documents() {
    return documents;
  }

  public Upgrades upgrades() {
    return lane.upgrades();
  }

  /// Asks every client to come back to the next server.
  public void close() {
    lane.close();
  }
}
