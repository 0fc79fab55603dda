package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.UpdateCheck;
import dev.meridian.ydoc.engine.UpdateDiff;
import dev.meridian.ydoc.engine.UpdateMerge;
import dev.meridian.ydoc.v2.FromV2;
import dev.meridian.ydoc.v2.ToV2;
import java.util.List;

/** Updates v1, and conversion from and to v2, without a document. */
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

  /**
   * The same update in Yjs's format v2, for export: the bytes of {@code encodeStateAsUpdateV2} for
   * a whole state that Yjs or this engine wrote. Where ranges of deletes are out of order, which v2
   * cannot say, they are put in order.
   */
  public static byte[] toV2(byte[] v1) throws UpdateRejected {
    UpdateCheck.check(v1);
    return ToV2.convert(v1, UpdateCheck.maxDepth(), new JsonForms());
  }

  /**
   * The same update in format v1, for import of what was stored elsewhere. Never to be used on what
   * comes from the network: a few bytes of v2 may stand for as much as the limits allow.
   *
   * @param limits of a document; the update is measured as a state is
   * @throws UpdateRejected also for values that v1 has no form for: bigint and undefined in marks
   *     and embeds. The offset is one in the v2 bytes, or in the v1 bytes they stand for.
   */
  public static byte[] fromV2(byte[] v2, Limits limits) throws UpdateRejected {
    byte[] v1 = FromV2.convert(v2, limits, new JsonForms());
    UpdateCheck.check(v1, limits);
    return v1;
  }
}
