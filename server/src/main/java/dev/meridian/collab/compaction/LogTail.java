package dev.meridian.collab.compaction;

import dev.meridian.collab.CompactionRule;
import dev.meridian.collab.Loop;
import dev.meridian.collab.compaction.Compaction.Least;
import dev.meridian.collab.compaction.Compaction.Snapshot;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far a document's log goes behind its last snapshot; asks for another one in time. Touched
/// only on the document's owner loop.
public final class LogTail {
  private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);

  /// A snapshot is written when what is behind it is a fair part of it, so that a large document is
  /// not written again and again for few words.
  private static final int MAX_AMPLIFICATION = 16;

  /// Who leaves a document compacts already this part of what is due otherwise.
  private static final int AT_UNLOAD = 10;

  /// @param snapshotSeq of the last row in the snapshot; 0 = there is none
  /// @param bytes of the rows behind it
  public record Extent(long snapshotSeq, long snapshotBytes, long bytes) {}

  private final UUID documentId;
  private final Loop owner;
  private final CompactionRule rule;
  private final Compaction compaction;
  private long snapshotSeq;
  private long snapshotBytes;
  private long seq;
  private long bytes;

  /// After an attempt that came to nothing, so much is waited for again.
  private long spentRows;

  private long spentBytes;
  private boolean isAsking;

  public LogTail(
      UUID documentId,
      Loop owner,
      CompactionRule rule,
      Compaction compaction,
      Extent extent,
      long seq) {
    this.documentId = documentId;
    this.owner = owner;
    this.rule = rule;
    this.compaction = compaction;
    this.snapshotSeq = extent.snapshotSeq();
    this.snapshotBytes = extent.snapshotBytes();
    this.bytes = extent.bytes();
    this.seq = seq;
  }

  /// The log goes to this row now.
  public void grewTo(long newSeq, int newBytes) {
    seq = Math.max(seq, newSeq);
    bytes += newBytes;
    if (!isAsking && isDue(rule.rows(), rule.bytes())) {
      ask();
    }
  }

  private boolean isDue(int rows, int atBytes) {
    return (seq - snapshotSeq - spentRows >= rows || bytes - spentBytes >= atBytes)
        && bytes * MAX_AMPLIFICATION >= snapshotBytes;
  }

  private void ask() {
    isAsking = true;
    long asked = bytes;
    compaction
        .compact(documentId, new Least(rule.rows(), rule.bytes()))
        .onComplete(result ->
            owner.execute(() -> {
              isAsking = false;
              if (result.succeeded()) {
                answered(result.result(), asked);
              } else {
                LOG.warn("Document {} could not be compacted", documentId, result.cause());
                rest();
              }
            }));
  }

  private void answered(Snapshot snapshot, long asked) {
    if (snapshot.seq() <= snapshotSeq) {
      rest();
      return;
    }
    snapshotSeq = snapshot.seq();
    snapshotBytes = snapshot.bytes();
    bytes -= asked;
    spentRows = 0;
    spentBytes = 0;
  }

  private void rest() {
    spentRows = seq - snapshotSeq;
    spentBytes = bytes;
  }

  /// The document is unloaded.
  public void leave() {
    int rows = Math.ceilDiv(rule.rows(), AT_UNLOAD);
    int least = Math.ceilDiv(rule.bytes(), AT_UNLOAD);
    if (!isAsking && seq > snapshotSeq && isDue(rows, least)) {
      compaction
          .compact(documentId, new Least(rows, least))
          .onFailure(
              failure -> LOG.warn("Document {} could not be compacted", documentId, failure));
    }
  }
}
