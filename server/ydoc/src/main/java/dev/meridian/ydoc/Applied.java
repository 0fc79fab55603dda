package dev.meridian.ydoc;

/**
 * What applying an update did.
 *
 * @param update update v1 with exactly what was new, ready to relay and to log; no bytes when
 *     nothing was. It is the received array itself when all of it was new.
 * @param touched what a projection has to read again
 * @param isWaiting something it builds on has not arrived, so parts of it wait: send a sync step 1
 * @param missing the state vector to ask with in that sync step 1; empty when nothing waits
 */
@SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
public record Applied(byte[] update, Touched touched, boolean isWaiting, StateVector missing) {
  private static final byte[] NO_BYTES = {};

  /** An update that brought nothing new and misses nothing. */
  public static final Applied NOTHING =
      new Applied(NO_BYTES, Touched.NOTHING, false, StateVector.EMPTY);

  public boolean isEmpty() {
    return update.length == 0;
  }
}
