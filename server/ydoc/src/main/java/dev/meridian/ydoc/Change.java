package dev.meridian.ydoc;

/**
 * What an own edit did.
 *
 * @param update update v1 for the log and the other replicas; no bytes when nothing changed
 * @param touched what a projection has to read again
 */
@SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
public record Change(byte[] update, Touched touched) {
  /** An edit that changed nothing. */
  public static final Change NOTHING = new Change(new byte[0], Touched.NOTHING);

  public boolean isEmpty() {
    return update.length == 0;
  }
}
