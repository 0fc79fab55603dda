package dev.meridian.record;

import dev.meridian.bus.Bus;
import dev.meridian.collab.host.CommitObserver;
import dev.meridian.collab.host.DocumentHost;
import dev.meridian.collab.host.Documents;
import dev.meridian.event.StreamHeads;
import dev.meridian.event.Streams;
import dev.meridian.record.content.RecordReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the tables of records in step with their documents, and tells when they moved: a moment
/// after a commit, and by a sweep over those that fell behind, so that a crash between commit and
/// projection heals. May be used from any thread.
public final class Projector implements CommitObserver, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
  private static final Duration GATHERING = Duration.ofMillis(60);
  private static final Duration SWEEP = Duration.ofSeconds(10);
  private static final int MAX_SWEPT = 200;

  private final Vertx vertx;
  private final ProjectionStore store;
  private final Bus bus;

  /// Documents whose projection is under way or about to be.
  private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

  /// Documents that changed again meanwhile.
  private final Set<UUID> again = ConcurrentHashMap.newKeySet();

  private long sweepTimer = -1;

  public Projector(Vertx vertx, Pool pool, Bus bus) {
    this.vertx = vertx;
    this.bus = bus;
    this.store = new ProjectionStore(pool);
  }

  @Override
  public void committed(DocumentHost host) {
    if (!busy.add(host.id())) {
      again.add(host.id());
      return;
    }
    vertx.setTimer(GATHERING.toMillis(), _ -> project(host));
  }

  private void project(DocumentHost host) {
    again.remove(host.id());
    host.readCommitted(RecordReader::read)
        .compose(read ->
            store
                .write(host.id(), read.seq(), read.value())
                .onSuccess(written -> {
                  if (written) {
                    tell(host.id(), read.seq());
                  }
                }))
        .onFailure(failure -> LOG.warn("Document {} could not be projected", host.id(), failure))
        .onComplete(_ -> {
          busy.remove(host.id());
          if (again.contains(host.id())) {
            committed(host);
          }
        });
  }

  private void tell(UUID documentId, long seq) {
    String stream = Streams.content(documentId);
    bus.publish(Streams.channel(stream), Streams.news(stream, seq));
  }

  /// Projects what fell behind, now and from time to time.
  public Future<Void> start(Documents documents) {
    sweepTimer = vertx.setPeriodic(SWEEP.toMillis(), _ -> sweep(documents));
    return sweep(documents);
  }

  private Future<Void> sweep(Documents documents) {
    return store
        .behind(MAX_SWEPT)
        .onSuccess(behind ->
            behind.forEach(documentId ->
                documents
                    .read(documentId, host -> host)
                    .onSuccess(host -> committed(host))
                    .onFailure(
                        failure -> LOG.error("Document {} cannot be read", documentId, failure))))
        .<Void>mapEmpty()
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
