package dev.meridian.ydoc.v2;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;

/**
 * A column of unsigned integers as differences to the one before, doubled. An odd one says that the
 * length of a run of this difference follows, less two.
 */
final class DiffRuns {
  private DiffRuns() {}

  static final class Writer {
    private final Lib0Writer out = new Lib0Writer();
    private long value;
    private long difference;
    private long count;

    void write(long next) {
      if (next - value != difference) {
        flush();
        difference = next - value;
      }
      value = next;
      count++;
    }

    private void flush() {
      if (count > 0) {
        out.varInt(difference * 2 + (count > 1 ? 1 : 0));
      }
      if (count > 1) {
        out.varUint(count - 2);
      }
      count = 0;
    }

    Lib0Writer finished() {
      flush();
      return out;
    }
  }

  static final class Reader {
    private final Lib0Reader in;
    private long value;
    private long difference;
    private long left;

    Reader(Lib0Reader in) {
      this.in = in;
    }

    /** 0 to 2^53 - 1. */
    long read() {
      if (left == 0) {
        long doubled = in.varInt();
        difference = doubled >> 1;
        left = (doubled & 1) == 0 ? 1 : in.varUint() + 2;
      }
      left--;
      value += difference;
      if (value < 0 || value > Lib0Reader.MAX_SAFE_INTEGER) {
        throw new MalformedException("integer out of range", in.offset());
      }
      return value;
    }

    boolean isSpent() {
      return left == 0 && !in.hasMore();
    }
  }
}
