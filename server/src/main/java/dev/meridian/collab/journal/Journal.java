package dev.meridian.collab.journal;

import dev.meridian.collab.Loop;
import dev.meridian.ydoc.UpdateRejected;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits document updates in groups. Touched only on its owner's event loop; [#append], [#isFull]
/// and [#isEmpty] may be called from anywhere.
///
/// One write is in flight at a time; what arrives meanwhile, of whatever document, is the next
/// batch. So a quiet node commits at once and a busy one commits more per round trip; after a batch
/// of many it waits for a few milliseconds at most.
///
/// - written: its documents are told the rows
/// - may succeed later ([RetryRule]): the batch is kept; after a pause the log is asked whether it
///   has the batch already, and if not, it is written again
/// - never will: a batch of several documents is split, so that only the guilty one loses its
///   entries
public final class Journal {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int MAX_BATCH_BYTES = 4 << 20;
  private static final long MAX_BACKLOG_BYTES = 64L << 20;
  private static final Duration REST_PER_ENTRY = Duration.ofNanos(100_000);
  private static final Duration LEAST_REST = Duration.ofMillis(1);
  private static final int MOST_ENTRIES_COUNTED = 50;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Loop owner;
  private final DocumentLog log;
  private final JournalMetrics metrics;
  private final AtomicLong backlogBytes = new AtomicLong();
  private final Deque<Entry> waiting = new ArrayDeque<>();

  /// Those whose later entries build on what was lost and are dropped with it.
  private final Set<Entry.Listener> lost = Collections.newSetFromMap(new WeakHashMap<>());

  private boolean writing;

  public Journal(Loop owner, DocumentLog log, JournalMetrics metrics) {
    this.owner = owner;
    this.log = log;
    this.metrics = metrics;
    metrics.watchBacklog(backlogBytes);
  }

  /// Entries of one document are committed in the order in which they were appended.
  public void append(Entry entry) {
    backlogBytes.addAndGet(entry.update().length);
    owner.execute(() -> {
      if (lost.contains(entry.listener())) {
        backlogBytes.addAndGet(-entry.update().length);
        return;
      }
      waiting.add(entry);
      writeNext();
    });
  }

  /// Whether so much waits for Postgres that new edits should be refused until later.
  public boolean isFull() {
    return backlogBytes.get() > MAX_BACKLOG_BYTES;
  }

  /// Whether everything is committed, or was given up.
  public boolean isEmpty() {
    return backlogBytes.get() == 0;
  }

  private void writeNext() {
    if (writing || waiting.isEmpty()) {
      return;
    }
    writing = true;
    List<Entry> entries = takeBatch();
    long bytes = entries.stream().mapToLong(entry -> entry.update().length).sum();
    long start = System.nanoTime();
    commit(entries)
        .onComplete(_ -> {
          metrics.committed(entries.size(), Duration.ofNanos(System.nanoTime() - start));
          backlogBytes.addAndGet(-bytes);
          rest(entries.size());
        });
  }

  /// A commit costs Postgres the most by being one, so a busy node lets some more edits come
  /// together before the next.
  private void rest(int entries) {
    Duration rest = REST_PER_ENTRY.multipliedBy(Math.min(entries, MOST_ENTRIES_COUNTED));
    if (rest.compareTo(LEAST_REST) < 0) {
      writing = false;
      writeNext();
    } else {
      owner.after(
          rest,
          () -> {
            writing = false;
            writeNext();
          });
    }
  }

  private List<Entry> takeBatch() {
    List<Entry> entries = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty()
        && (entries.isEmpty() || bytes + waiting.getFirst().update().length <= MAX_BATCH_BYTES)) {
      Entry entry = waiting.removeFirst();
      bytes += entry.update().length;
      entries.add(entry);
    }
    return entries;
  }

  private Future<Void> commit(List<Entry> entries) {
    Batch batch;
    try {
      batch = Batch.of(entries);
    } catch (UpdateRejected | RuntimeException broken) {
      return isolate(entries, broken);
    }
    return commit(batch);
  }

  /// A batch cannot even be made of the entries: only the document that is to blame loses its own.
  private Future<Void> isolate(List<Entry> entries, Exception broken) {
    Map<UUID, List<Entry>> byDocument =
        entries.stream().collect(Collectors.groupingBy(Entry::documentId));
    if (byDocument.size() == 1) {
      Entry first = entries.getFirst();
      LOG.error("Updates of document {} could not be put together", first.documentId(), broken);
      lose(first.listener(), first.number(), broken);
      return Future.succeededFuture();
    }
    Future<Void> oneByOne = Future.succeededFuture();
    for (List<Entry> ofOne : byDocument.values()) {
      oneByOne = oneByOne.compose(_ -> commit(ofOne));
    }
    return oneByOne;
  }

  private Future<Void> commit(Batch batch) {
    return onOwner(Future.<Void>succeededFuture().compose(_ -> log.write(batch)))
        .recover(failure -> afterFailure(batch, failure))
        .transform(result -> {
          if (result.succeeded()) {
            tell(batch, result.result());
            return Future.succeededFuture();
          }
          return giveUp(batch, result.cause());
        });
  }

  private Future<Map<UUID, Long>> afterFailure(Batch batch, Throwable failure) {
    if (!RetryRule.keeps(failure)) {
      return Future.failedFuture(failure);
    }
    metrics.retried();
    LOG.warn("A commit of documents failed and is tried again: {}", failure.getMessage());
    return pause()
        .compose(_ -> onOwner(log.find(batch.id())))
        .compose(
            found -> found.isEmpty() ? onOwner(log.write(batch)) : Future.succeededFuture(found))
        .recover(again -> afterFailure(batch, again));
  }

  private void tell(Batch batch, Map<UUID, Long> seqsBefore) {
    batch
        .parts()
        .forEach((documentId, part) -> {
          Long before = seqsBefore.get(documentId);
          if (before == null) {
            lose(
                part.listener(),
                part.firstNumber(),
                new IllegalStateException("no document " + documentId + " in this epoch"));
          } else {
            part.listener().committed(part.lastNumber(), before + 1, before + part.rows().size());
          }
        });
  }

  private Future<Void> giveUp(Batch batch, Throwable failure) {
    if (batch.parts().size() == 1) {
      LOG.error("Document {} could not be written", batch.parts().keySet(), failure);
      batch.parts().values().forEach(part -> lose(part.listener(), part.firstNumber(), failure));
      return Future.succeededFuture();
    }
    Future<Void> oneByOne = Future.succeededFuture();
    for (UUID documentId : batch.parts().keySet()) {
      oneByOne = oneByOne.compose(_ -> commit(batch.only(documentId)));
    }
    return oneByOne;
  }

  private void lose(Entry.Listener listener, long number, Throwable cause) {
    lost.add(listener);
    waiting.removeIf(entry -> {
      boolean gone = entry.listener() == listener;
      if (gone) {
        backlogBytes.addAndGet(-entry.update().length);
      }
      return gone;
    });
    listener.lost(number, cause);
  }

  private Future<Void> pause() {
    Promise<Void> promise = Promise.promise();
    owner.after(PAUSE, promise::complete);
    return promise.future();
  }

  private <T> Future<T> onOwner(Future<T> future) {
    Promise<T> promise = Promise.promise();
    future.onComplete(result -> owner.execute(() -> promise.handle(result)));
    return promise.future();
  }
}
