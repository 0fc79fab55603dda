package dev.meridian.collab.host;

import dev.meridian.collab.replica.DocumentNews;
import dev.meridian.db.Sha256;
import dev.meridian.ydoc.YDoc;
import java.util.Optional;

/// Compares a document now and then with other nodes' copies of it: what they come to at the same
/// row of the log. Touched only on the document's owner loop.
final class Audit {
  private static final int TICKS_BETWEEN = 12;

  private int ticks;
  private long auditedSeq = -1;

  /// What to tell other nodes; nothing when it is not time yet, or nothing was committed since.
  Optional<DocumentNews> ofNews(long seq, YDoc document) {
    ticks++;
    if (ticks < TICKS_BETWEEN || seq == auditedSeq) {
      return Optional.empty();
    }
    ticks = 0;
    auditedSeq = seq;
    return Optional.of(new DocumentNews.Audit(seq, digest(document)));
  }

  boolean differs(DocumentNews.Audit theirs, long seq, YDoc document) {
    return theirs.seq() == seq && theirs.digest() != digest(document);
  }

  private static long digest(YDoc document) {
    return Sha256.of(document.snapshot().encode()).getLong(0);
  }
}
