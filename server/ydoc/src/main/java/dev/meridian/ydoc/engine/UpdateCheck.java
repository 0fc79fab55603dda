package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;

/** Reads updates v1 only to see whether they are sound. */
public final class UpdateCheck {
  private UpdateCheck() {}

  /** Checks the form alone; values may be nested as deep as {@link #maxDepth()}. */
  public static void check(byte[] update) throws UpdateRejected {
    check(update, UpdateMerge.NO_LIMITS);
  }

  /** How deep the values of an update can be whose size nobody limits. */
  public static int maxDepth() {
    return UpdateMerge.NO_LIMITS.values().depth();
  }

  /** Checks an update that is measured as a state is. */
  public static void check(byte[] update, Limits limits) throws UpdateRejected {
    new UpdateReader(new Store(limits, update.length)).read(update, true, new Batch());
  }
}
