package dev.meridian.collab.host;

import dev.meridian.http.Problem;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.YDoc;

/// When a document takes no more. The engine itself would take several times as much, so that what
/// was taken once always loads.
final class Fullness {
  private static final Limits.OfDocument LIMITS = Limits.standard().document();

  private static final double WARNING = 0.8;

  private Fullness() {}

  /// @param maxBytes in memory
  static boolean isFull(YDoc document, int maxBytes) {
    var weight = document.weight();
    return weight.bytes() > maxBytes
        || weight.structs() > LIMITS.structs()
        || weight.clients() > LIMITS.clients();
  }

  /// Whether it is time to warn.
  static boolean isNearlyFull(YDoc document, int maxBytes) {
    var weight = document.weight();
    return weight.bytes() > WARNING * maxBytes
        || weight.structs() > WARNING * LIMITS.structs()
        || weight.clients() > WARNING * LIMITS.clients();
  }

  /// What a connection's edit is refused with.
  static UpdateRejected rejected() {
    return new UpdateRejected(Reason.TOO_LARGE, -1, "the document is full");
  }

  /// What a change through the API is refused with.
  static Problem problem() {
    return new Problem(413, "too-large", "The record is full; it takes no more changes.");
  }
}
