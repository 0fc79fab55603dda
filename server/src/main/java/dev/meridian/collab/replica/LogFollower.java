package dev.meridian.collab.replica;

import dev.meridian.collab.Loop;
import dev.meridian.collab.journal.DocumentLog;
import dev.meridian.collab.journal.DocumentLog.Rows;
import dev.meridian.collab.journal.Entry.ClientBinding;
import dev.meridian.collab.replica.DocumentNews.Committed;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the rows of a document's log into its copy in memory, in order and each once, whoever
/// committed them. Touched only on the document's owner loop.
///
/// - the next row is here, as news or as a commit of this node: taken
/// - news of a row that is taken already: dropped
/// - a later row, or the head is known to be further: after [#CROSSING], for the messages of two
///   nodes may cross, the log itself is read; if compaction was there before, the whole document
///
/// A commit of this node is in the copy already and is not held back by rows before it that are
/// still to come: it is committed, which is all that its author waits for.
public final class LogFollower {
  private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
  private static final Duration CROSSING = Duration.ofMillis(10);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(200);

  /// News that waits for rows before it; beyond this it is left to the log.
  private static final int MAX_EARLY = 256;

  /// The copy in memory.
  public interface Copy {
    /// Takes in what another node committed. The log is truth: what cannot be taken in means that
    /// the copy is wrong.
    void takeIn(byte[] update, List<ClientBinding> clients) throws UpdateRejected;

    /// Rows of this node, and all before them, are in the log and in the copy.
    void caughtUpWithOwn();

    void lose(Throwable cause);

    /// The whole document as it is committed, in one update.
    Future<Rows> whole();
  }

  private final UUID documentId;
  private final Loop loop;
  private final DocumentLog log;
  private final ReplicaMetrics metrics;
  private final Copy copy;
  private final TreeMap<Long, Long> ownRows = new TreeMap<>();
  private final TreeMap<Long, Committed> early = new TreeMap<>();
  private List<Consumer<Boolean>> waiting = new ArrayList<>();
  private long seq;
  private long head;
  private boolean isReading;
  private boolean isAboutToRead;
  private boolean closed;

  /// @param seq of the last row that the copy contains
  public LogFollower(
      UUID documentId, Loop loop, DocumentLog log, ReplicaMetrics metrics, long seq, Copy copy) {
    this.documentId = documentId;
    this.loop = loop;
    this.log = log;
    this.metrics = metrics;
    this.seq = seq;
    this.head = seq;
    this.copy = copy;
  }

  /// Every row up to this one is in the copy.
  public long seq() {
    return seq;
  }

  /// Whether nothing is known to be missing.
  public boolean isUpToDate() {
    return ownRows.isEmpty() && early.isEmpty() && head <= seq;
  }

  /// This node committed what the copy has already.
  public void committedHere(long seqFrom, long seqTo) {
    ownRows.put(seqFrom, seqTo);
    advance();
  }

  /// Another node says what it committed.
  public void heard(Committed news) {
    head = Math.max(head, news.seqTo());
    if (news.seqTo() <= seq) {
      metrics.ignoredDuplicate();
    } else if (!news.isPointer() && early.size() < MAX_EARLY) {
      early.put(news.seqFrom(), news);
    }
    advance();
  }

  /// Postgres says how far the log goes.
  public void headSeen(long seenHead) {
    if (seenHead > head) {
      metrics.correctedByHead();
      head = seenHead;
      readSoon();
    }
  }

  /// Reads the log, then calls the action on the loop with whether it could be read.
  public void refresh(Consumer<Boolean> action) {
    waiting.add(action);
    readNow();
  }

  public void close() {
    closed = true;
  }

  private void advance() {
    if (closed) {
      return;
    }
    int ownBefore = ownRows.size();
    try {
      while (takeOwn() || takeNews()) {
        // each takes one
      }
    } catch (UpdateRejected | RuntimeException broken) {
      copy.lose(broken);
      return;
    }
    if (ownRows.size() < ownBefore) {
      copy.caughtUpWithOwn();
    }
    if (!isUpToDate()) {
      readSoon();
    }
  }

  private boolean takeOwn() {
    Map.Entry<Long, Long> next = ownRows.firstEntry();
    if (next == null || next.getKey() > seq + 1) {
      return false;
    }
    ownRows.remove(next.getKey());
    seq = Math.max(seq, next.getValue());
    return true;
  }

  private boolean takeNews() throws UpdateRejected {
    Map.Entry<Long, Committed> next = early.firstEntry();
    if (next == null || next.getKey() > seq + 1) {
      return false;
    }
    early.remove(next.getKey());
    Committed news = next.getValue();
    if (news.seqTo() > seq) {
      copy.takeIn(news.update(), news.clients());
      metrics.tookNews();
      seq = news.seqTo();
    }
    return true;
  }

  private void readSoon() {
    if (isAboutToRead || isReading) {
      return;
    }
    isAboutToRead = true;
    loop.after(
        CROSSING,
        () -> {
          isAboutToRead = false;
          if (!isUpToDate()) {
            readNow();
          }
        });
  }

  private void readNow() {
    if (isReading || closed) {
      return;
    }
    isReading = true;
    List<Consumer<Boolean>> served = waiting;
    waiting = new ArrayList<>();
    long from = seq;
    log.after(documentId, from)
        .compose(rows -> rows.goesBackTo(from) ? Future.succeededFuture(rows) : whole())
        .onComplete(result ->
            loop.execute(() -> {
              isReading = false;
              if (closed) {
                return;
              }
              if (result.succeeded()) {
                take(result.result());
              } else {
                LOG.warn("The log of document {} cannot be read", documentId, result.cause());
              }
              served.forEach(action -> action.accept(result.succeeded()));
              goOn(result.succeeded());
            }));
  }

  private Future<Rows> whole() {
    metrics.loadedWhole();
    return copy.whole();
  }

  private void take(Rows rows) {
    if (rows.seq() <= seq) {
      head = seq;
      early.clear();
      return;
    }
    try {
      copy.takeIn(
          rows.updates().size() == 1 ? rows.updates().getFirst() : Updates.merge(rows.updates()),
          rows.clients());
      metrics.filledGap();
      seq = rows.seq();
      head = Math.max(head, seq);
    } catch (UpdateRejected | RuntimeException broken) {
      copy.lose(broken);
    }
  }

  private void goOn(boolean succeeded) {
    if (closed) {
      return;
    }
    if (!waiting.isEmpty()) {
      readNow();
    } else if (succeeded) {
      advance();
    } else if (!isUpToDate()) {
      loop.after(AFTER_FAILURE, this::readNow);
    }
  }
}
