package dev.meridian.collab.host;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Meta;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import dev.meridian.ydoc.YDoc;

/// Looks into an update without taking it.
final class Novelty {
  /// The server's own update may be as large as it is: it was made within the limits.
  private static final Limits.OfUpdate ANY =
      new Limits.OfUpdate(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);

  private Novelty() {}

  /// Whether the document has all of it already. A step 2 repeats the deletes of a whole document,
  /// so whether they are new shows only on a copy.
  static boolean isNone(YDoc document, byte[] update, Limits limits) throws UpdateRejected {
    Meta meta = Updates.inspect(update, limits);
    StateVector known = document.stateVector();
    for (Meta.ClientRange range : meta.clients()) {
      if (range.toClock() > known.clock(range.client())) {
        return false;
      }
    }
    return meta.deletes() == 0
        || YDoc.load(limits, Tombstones.KEEP, document.encode())
            .applyState(update, (_, _, _) -> false)
            .isEmpty();
  }

  /// Asks the gate about every client of an update of the server's own.
  static void admitAll(byte[] update, ClientIds.Gate gate, Limits limits) throws UpdateRejected {
    for (Meta.ClientRange range : Updates.inspect(update, limits.withUpdate(ANY)).clients()) {
      gate.admit(range.client(), range.fromClock(), range.toClock());
    }
  }
}
