package dev.meridian.bench.load;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Meta;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import java.util.Arrays;

/// Which clocks of which writers an update brings. Read again into the same object.
///
/// Typed text, the mass of a load, is read here in a few steps; anything else by the engine.
final class Ranges {
  private static final int MANY = Integer.MAX_VALUE;
  private static final int SKIP = 10;
  private static final int DELETED = 1;
  private static final int STRING = 4;

  private final Recording recording;
  private byte[] read = new byte[0];
  private byte[] bytes = read;
  private int at;
  int count;
  int[] writers = new int[32];
  int[] from = new int[32];
  int[] to = new int[32];

  /// Whether there are structs of somebody else, such as the base.
  boolean hasOthers;

  Ranges(Recording recording) {
    this.recording = recording;
  }

  /// Whether it was these bytes that were read last.
  boolean isOf(byte[] array, int start, int end) {
    return Arrays.equals(read, 0, read.length, array, start, end);
  }

  void read(byte[] array, int start, int end) {
    read = Arrays.copyOfRange(array, start, end);
    bytes = read;
    at = 0;
    count = 0;
    hasOthers = false;
    if (!readTyping()) {
      count = 0;
      hasOthers = false;
      inspect();
    }
  }

  private void inspect() {
    try {
      for (Meta.ClientRange range : Updates.inspect(read, Limits.standard()).clients()) {
        add(range.client(), range.fromClock(), range.toClock());
      }
    } catch (UpdateRejected broken) {
      throw new IllegalStateException("a server sent an update that cannot be read", broken);
    }
  }

  private void add(long client, int fromClock, int toClock) {
    int writer = recording.writer(client);
    if (writer < 0) {
      hasOthers = true;
      return;
    }
    if (count == writers.length) {
      writers = Arrays.copyOf(writers, count * 2);
      from = Arrays.copyOf(from, count * 2);
      to = Arrays.copyOf(to, count * 2);
    }
    writers[count] = writer;
    from[count] = fromClock;
    to[count++] = toClock;
  }

  /// False when there is something else than text.
  private boolean readTyping() {
    long clients = varUint();
    for (long i = 0; i < clients; i++) {
      long structs = varUint();
      long client = varUint();
      int clock = (int) varUint();
      int start = clock;
      for (long j = 0; j < structs; j++) {
        int info = bytes[at++];
        int kind = info & 0x1F;
        if ((info & 0xC0) == 0 && kind != 0 && kind != SKIP) {
          return false;
        }
        if ((info & 0x80) != 0) {
          varUint();
          varUint();
        }
        if ((info & 0x40) != 0) {
          varUint();
          varUint();
        }
        int length = (int) varUint();
        if (kind == SKIP) {
          if (clock > start) {
            add(client, start, clock);
          }
          start = clock + length;
        } else if (kind == STRING) {
          at += length; // ASCII, so as many UTF-16 units as bytes
        } else if (kind != 0 && kind != DELETED) {
          return false;
        }
        clock += length;
      }
      if (clock > start) {
        add(client, start, clock);
      }
    }
    return true;
  }

  private long varUint() {
    long value = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      byte b = at < bytes.length ? bytes[at++] : 0;
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    return MANY;
  }
}
