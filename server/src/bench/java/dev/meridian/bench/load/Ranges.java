package dev.meridian.bench.load;

import java.util.Arrays;

/// Which clocks of which writers an update brings. Read again into the same object.
///
/// It knows what the recorder writes: text, and the types around it.
final class Ranges {
  private static final int KIND = 0x1F;
  private static final int HAS_LEFT = 0x80;
  private static final int HAS_RIGHT = 0x40;
  private static final int HAS_KEY = 0x20;
  private static final int GARBAGE = 0;
  private static final int DELETED = 1;
  private static final int STRING = 4;
  private static final int TYPE = 7;
  private static final int SKIP = 10;

  private final Recording recording;
  private byte[] read = new byte[0];
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
    at = 0;
    count = 0;
    hasOthers = false;
    long clients = varUint();
    for (long i = 0; i < clients; i++) {
      readClient();
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

  private void readClient() {
    long structs = varUint();
    long client = varUint();
    int clock = (int) varUint();
    int start = clock;
    for (long i = 0; i < structs; i++) {
      int info = read[at++];
      int kind = info & KIND;
      if (kind != GARBAGE && kind != SKIP) {
        readPlace(info);
      }
      int length = readContent(kind);
      if (kind == SKIP) {
        if (clock > start) {
          add(client, start, clock);
        }
        start = clock + length;
      }
      clock += length;
    }
    if (clock > start) {
      add(client, start, clock);
    }
  }

  /// Its neighbours, or its parent.
  private void readPlace(int info) {
    if ((info & HAS_LEFT) != 0) {
      varUint();
      varUint();
    }
    if ((info & HAS_RIGHT) != 0) {
      varUint();
      varUint();
    }
    if ((info & (HAS_LEFT | HAS_RIGHT)) == 0) {
      if (varUint() == 1) {
        skipString();
      } else {
        varUint();
        varUint();
      }
      if ((info & HAS_KEY) != 0) {
        skipString();
      }
    }
  }

  /// Its length in clocks.
  private int readContent(int kind) {
    int length = (int) varUint();
    return switch (kind) {
      case GARBAGE, SKIP, DELETED -> length;
      case STRING -> {
        at += length; // ASCII, so as many UTF-16 units as bytes
        yield length;
      }
      case TYPE -> 1;
      default -> throw new IllegalStateException("nobody wrote content of kind " + kind);
    };
  }

  private void skipString() {
    int length = (int) varUint();
    at += length;
  }

  private long varUint() {
    long value = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      byte b = read[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalStateException("not an update");
  }
}
