package dev.meridian.ydoc.v2;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;

/** A column of unsigned integers. A sign says that the length of a run follows, less two. */
final class UintRuns {
  private UintRuns() {}

  static final class Writer {
    private final Lib0Writer out = new Lib0Writer();
    private long value;
    private long count;

    void write(long next) {
      if (next != value) {
        flush();
        value = next;
      }
      count++;
    }

    private void flush() {
      if (count > 0) {
        out.varInt(value, count > 1);
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
    private long left;

    Reader(Lib0Reader in) {
      this.in = in;
    }

    /** 0 to 2^53 - 1. */
    long read() {
      if (left == 0) {
        boolean isRun = (in.peek() & 0x40) != 0;
        value = Math.abs(in.varInt());
        left = isRun ? in.varUint() + 2 : 1;
      }
      left--;
      return value;
    }

    boolean isSpent() {
      return left == 0 && !in.hasMore();
    }
  }
}
