package dev.meridian.ydoc;

import java.util.List;

/** Updates v1 without a document. */
public final class Updates {
  private Updates() {}

  /**
   * One update with all that the given ones hold, as {@code Y.mergeUpdates}: structs are put in order
   * but never joined. Gaps become skips.
   */
  public static byte[] merge(List<byte[]> updates) throws UpdateRejected {
    throw new UnsupportedOperationException();
  }

  /** What of an update somebody who knows {@code known} still needs; its deletes stay complete. */
  public static byte[] diff(byte[] update, StateVector known) throws UpdateRejected {
    throw new UnsupportedOperationException();
  }

  /** Reads and checks an update against the limits and says what is in it. */
  public static Meta inspect(byte[] update, Limits limits) throws UpdateRejected {
    throw new UnsupportedOperationException();
  }
}
