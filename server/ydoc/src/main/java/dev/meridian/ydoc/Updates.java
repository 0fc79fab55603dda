package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.UpdateDiff;
import dev.meridian.ydoc.engine.UpdateMerge;
import java.util.List;

/** Updates v1 without a document. */
public final class Updates {
  private Updates() {}

  /**
   * One update with all that the given ones hold, as {@code Y.mergeUpdates}: structs are put in
   * order but never joined. Gaps become skips.
   */
  public static byte[] merge(List<byte[]> updates) throws UpdateRejected {
    return UpdateMerge.mergeChecked(updates);
  }

  /** What of an update somebody who knows {@code known} still needs; its deletes stay complete. */
  public static byte[] diff(byte[] update, StateVector known) throws UpdateRejected {
    return UpdateDiff.diff(update, known);
  }

  /** Reads and checks an update against the limits and says what is in it. */
  public static Meta inspect(byte[] update, Limits limits) throws UpdateRejected {
    return UpdateDiff.inspect(update, limits);
  }
}
