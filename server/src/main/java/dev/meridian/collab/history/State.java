package dev.meridian.collab.history;

import java.time.Instant;

/// A whole document as it was at a row of its log.
///
/// @param seq of the row; 0 = before the first one
/// @param at when the row was committed
/// @param bytes state, format v1, tombstones included; none = an empty document
@SuppressWarnings("ArrayRecordComponent") // bytes of the database; never compared
public record State(long seq, Instant at, byte[] bytes) {
  /// Before anything was written.
  public static final State EMPTY = new State(0, Instant.EPOCH, new byte[0]);

  public boolean isEmpty() {
    return seq == 0;
  }
}
