package dev.meridian.collab.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The latest committed updates, for readers who fell behind a little. Touched only on the
/// document's owner loop.
final class RecentUpdates {
  private static final int MAX_BYTES = 1 << 20;

  @SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
  private record Recent(long seqFrom, long seqTo, byte[] update) {}

  private final Deque<Recent> recent = new ArrayDeque<>();
  private int bytes;

  void add(long seqFrom, long seqTo, byte[] update) {
    recent.add(new Recent(seqFrom, seqTo, update));
    bytes += update.length;
    while (bytes > MAX_BYTES) {
      bytes -= recent.removeFirst().update().length;
    }
  }

  /// Every update after the row `seq`; empty when some of them are not here any more.
  Optional<List<byte[]>> since(long seq) {
    if (recent.isEmpty() || recent.getFirst().seqFrom() > seq + 1) {
      return Optional.empty();
    }
    List<byte[]> updates = new ArrayList<>();
    for (Recent one : recent) {
      if (one.seqTo() > seq) {
        updates.add(one.update());
      }
    }
    return Optional.of(updates);
  }
}
