package dev.meridian.record;

import dev.meridian.bus.Bus;
import dev.meridian.collab.host.CommitObserver;
import dev.meridian.collab.host.DocumentHost;
import dev.meridian.collab.host.Documents;
import dev.meridian.event.StreamHeads;
import dev.meridian.event.Streams;
import dev.meridian.record.ProjectionStore.Projection;
import dev.meridian.record.content.RecordReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the tables of records in step with their documents, and tells when they moved: a moment
/// after a commit, and by a sweep over those that fell behind, so that a crash between commit and
/// projection heals. May be used from any thread.
///
/// Documents that changed are projected in rounds, several in one statement. A round begins soon
/// after a quiet node's commit and a few times a second on a busy one, less often where rounds take
/// long.
public final class Projector implements CommitObserver, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
  private static final Duration GATHERING = Duration.ofMillis(60);
  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(300);
  private static final int REST = 3;
  private static final Duration SWEEP = Duration.ofSeconds(10);
  private static final int MAX_SWEPT = 200;
  private static final int MAX_AT_ONCE = 32;

  private final Vertx vertx;
  private final ProjectionStore store;
  private final Bus bus;

  /// Documents that changed since they were read.
  private final ConcurrentHashMap<UUID, DocumentHost> changed = new ConcurrentHashMap<>();

  /// Whether a round is under way or about to be.
  private final AtomicBoolean isBusy = new AtomicBoolean();

  /// When the next round may begin.
  private volatile long nextRoundNanos = System.nanoTime();

  private long sweepTimer = -1;

  public Projector(Vertx vertx, Pool pool, Bus bus) {
    this.vertx = vertx;
    this.bus = bus;
    this.store = new ProjectionStore(pool);
  }

  @Override
  public void committed(DocumentHost host) {
    changed.put(host.id(), host);
    beginRoundLater();
  }

  private void beginRoundLater() {
    if (!changed.isEmpty() && isBusy.compareAndSet(false, true)) {
      long rest = nextRoundNanos - System.nanoTime();
      long wait = Math.max(GATHERING.toMillis(), Duration.ofNanos(rest).toMillis());
      vertx.setTimer(wait, _ -> round());
    }
  }

  private void round() {
    long start = System.nanoTime();
    List<DocumentHost> hosts = new ArrayList<>();
    for (Iterator<DocumentHost> each = changed.values().iterator(); each.hasNext(); ) {
      hosts.add(each.next());
      each.remove();
    }
    project(hosts)
        .onComplete(_ -> {
          long end = System.nanoTime();
          nextRoundNanos = end + Math.max(BETWEEN_ROUNDS.toNanos(), REST * (end - start));
          isBusy.set(false);
          beginRoundLater();
        });
  }

  private Future<Void> project(List<DocumentHost> hosts) {
    Future<Void> parts = Future.succeededFuture();
    for (int i = 0; i < hosts.size(); i += MAX_AT_ONCE) {
      List<DocumentHost> part = hosts.subList(i, Math.min(hosts.size(), i + MAX_AT_ONCE));
      parts = parts.compose(_ -> projectTogether(part));
    }
    return parts;
  }

  private Future<Void> projectTogether(List<DocumentHost> hosts) {
    List<Future<Optional<Projection>>> readings = hosts.stream().map(this::read).toList();
    return Future.join(readings)
        .compose(
            _ -> write(readings.stream().flatMap(reading -> reading.result().stream()).toList()));
  }

  private Future<Optional<Projection>> read(DocumentHost host) {
    return host.readCommitted(RecordReader::read)
        .map(read -> Optional.of(new Projection(host.id(), read.seq(), read.value())))
        .onFailure(failure -> LOG.warn("Document {} could not be projected", host.id(), failure))
        .otherwise(Optional.empty());
  }

  /// One that cannot be written must not keep the others from it.
  private Future<Void> write(List<Projection> projections) {
    if (projections.isEmpty()) {
      return Future.succeededFuture();
    }
    return store
        .write(projections)
        .<Void>map(moved -> {
          projections.stream()
              .filter(projection -> moved.contains(projection.documentId()))
              .forEach(this::tell);
          return null;
        })
        .recover(failure -> {
          if (projections.size() == 1) {
            UUID document = projections.getFirst().documentId();
            LOG.warn("Document {} could not be projected", document, failure);
            return Future.succeededFuture();
          }
          Future<Void> oneByOne = Future.succeededFuture();
          for (Projection projection : projections) {
            oneByOne = oneByOne.compose(_ -> write(List.of(projection)));
          }
          return oneByOne;
        });
  }

  private void tell(Projection shown) {
    String stream = Streams.content(shown.documentId());
    bus.publish(Streams.channel(stream), Streams.news(stream, shown.seq()));
  }

  /// Projects what fell behind, now and from time to time. Succeeds when the tables show what the
  /// documents said at the start.
  public Future<Void> start(Documents documents) {
    sweepTimer = vertx.setPeriodic(SWEEP.toMillis(), _ -> sweep(documents));
    return sweep(documents);
  }

  private Future<Void> sweep(Documents documents) {
    return store
        .behind(MAX_SWEPT)
        .compose(behind -> {
          List<Future<DocumentHost>> opened =
              behind.stream()
                  .map(documentId ->
                      documents
                          .read(documentId, host -> host)
                          .onFailure(failure ->
                              LOG.error("Document {} cannot be read", documentId, failure)))
                  .toList();
          return Future.join(opened)
              .transform(_ ->
                  project(opened.stream().filter(Future::succeeded).map(Future::result).toList()));
        })
        .onFailure(failure -> LOG.warn("The sweep of projections failed", failure))
        .otherwiseEmpty();
  }

  ProjectionStore store() {
    return store;
  }

  /// How far the tables show each document.
  public StreamHeads heads() {
    return store;
  }

  @Override
  public void close() {
    vertx.cancelTimer(sweepTimer);
  }
}
