package dev.meridian.collab.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The latest committed updates, for readers who fell behind a little; none when nobody is behind.
/// Touched only on the document's owner loop.
final class RecentUpdates {
  private static final int MAX_BYTES = 1 << 20;

  /// What an update takes besides its bytes.
  private static final int OVERHEAD = 64;

  @SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
  private record Recent(long number, byte[] update) {}

  private final Deque<Recent> recent = new ArrayDeque<>();
  private int bytes;

  /// @param number one more than the one before
  void add(long number, byte[] update) {
    recent.add(new Recent(number, update));
    bytes += update.length + OVERHEAD;
    while (bytes > MAX_BYTES) {
      removeFirst();
    }
  }

  /// Nobody will ask for updates up to this number.
  void forgetUpTo(long number) {
    while (!recent.isEmpty() && recent.getFirst().number() <= number) {
      removeFirst();
    }
  }

  private void removeFirst() {
    bytes -= recent.removeFirst().update().length + OVERHEAD;
  }

  /// Every update after that number; empty when some of them are not here any more.
  Optional<List<byte[]>> since(long number) {
    if (recent.isEmpty() || recent.getFirst().number() > number + 1) {
      return Optional.empty();
    }
    List<byte[]> updates = new ArrayList<>();
    for (Recent one : recent) {
      if (one.number() > number) {
        updates.add(one.update());
      }
    }
    return Optional.of(updates);
  }
}
