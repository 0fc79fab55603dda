package dev.meridian.ydoc;

/**
 * What applying an update did.
 *
 * @param update update v1 with exactly what was new, ready to relay and to log; no bytes when
 *     nothing was. It is the received array itself when all of it was new.
 * @param touched what a projection has to read again
 * @param missing when something it builds on has not arrived: the state vector to ask with (sync
 *     step 1); empty otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
public record Applied(byte[] update, Touched touched, StateVector missing) {
  private static final byte[] NO_BYTES = {};

  /** An update that brought nothing new and misses nothing. */
  public static final Applied NOTHING = new Applied(NO_BYTES, Touched.NOTHING, StateVector.EMPTY);

  public boolean isEmpty() {
    return update.length == 0;
  }

  /** Parts of this update wait for something that has not arrived: send a sync step 1. */
  public boolean isWaiting() {
    return missing != StateVector.EMPTY;
  }
}
