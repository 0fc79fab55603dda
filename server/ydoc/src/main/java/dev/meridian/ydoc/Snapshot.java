package dev.meridian.ydoc;

import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.engine.UpdateDiff;
import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;

/**
 * A point in the history of a document: what had been written by then, and what of it was deleted.
 * It holds no content. With a document that keeps its tombstones, the document can be read as it
 * was then ({@link YDoc#at}) and compared with other points ({@link YText#between}).
 *
 * @param stateVector how much of every client had been written
 * @param deletes what had been deleted
 */
public record Snapshot(StateVector stateVector, DeleteSet deletes) {
  /** The beginning: nothing had been written. */
  public static final Snapshot EMPTY = new Snapshot(StateVector.EMPTY, DeleteSet.EMPTY);

  /** Decodes what {@link #encode()} or {@code Y.encodeSnapshot} wrote. */
  public static Snapshot decode(byte[] bytes, Limits limits) throws UpdateRejected {
    if (bytes.length > limits.document().stateBytes()) {
      throw new UpdateRejected(Reason.TOO_LARGE, 0, bytes.length + " bytes");
    }
    var in = new Lib0Reader(bytes);
    try {
      var deletes = DeleteSet.read(in, limits);
      return new Snapshot(StateVector.readAll(in, limits), deletes);
    } catch (MalformedException e) {
      throw UpdateRejected.of(e);
    }
  }

  /** The bytes of {@code Y.encodeSnapshot}. */
  public byte[] encode() {
    var out = new Lib0Writer();
    deletes.write(out);
    byte[] vector = stateVector.encode();
    out.raw(vector, 0, vector.length);
    return out.toBytes();
  }

  /** At least as far as the other: nothing was written or deleted there that is not here. */
  public boolean covers(Snapshot other) {
    return stateVector.covers(other.stateVector) && deletes.covers(other.deletes);
  }

  /** Had all of this update been taken, as {@code Y.snapshotContainsUpdate}? */
  public boolean contains(byte[] update) throws UpdateRejected {
    return UpdateDiff.isWithin(update, this);
  }

  /** Was this element there: written, and not deleted? */
  public boolean shows(long client, int clock) {
    return clock < stateVector.clock(client) && !deletes.contains(client, clock);
  }

  /** The first clock behind {@code clock} where {@link #shows} may change; 2^31-1 when none is. */
  int changesAfter(long client, int clock) {
    int written = stateVector.clock(client);
    return Math.min(
        written > clock ? written : Integer.MAX_VALUE, deletes.changesAfter(client, clock));
  }
}
