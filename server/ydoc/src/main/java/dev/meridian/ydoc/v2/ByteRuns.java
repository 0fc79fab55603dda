package dev.meridian.ydoc.v2;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;

/** A column of bytes: each run as its value and its length less one. The last run has no length. */
final class ByteRuns {
  private static final long FOR_EVER = Long.MAX_VALUE;

  private ByteRuns() {}

  static final class Writer {
    private final Lib0Writer out = new Lib0Writer();
    private int value = -1;
    private long count;

    void write(int next) {
      if (next == value) {
        count++;
        return;
      }
      if (count > 0) {
        out.varUint(count - 1);
      }
      out.u8(next);
      value = next;
      count = 1;
    }

    Lib0Writer finished() {
      return out;
    }
  }

  static final class Reader {
    private final Lib0Reader in;
    private int value;
    private long left;

    Reader(Lib0Reader in) {
      this.in = in;
    }

    int read() {
      if (left == 0) {
        value = in.u8();
        left = in.hasMore() ? in.varUint() + 1 : FOR_EVER;
      }
      left -= left == FOR_EVER ? 0 : 1;
      return value;
    }

    boolean isSpent() {
      return !in.hasMore() && (left == 0 || left == FOR_EVER);
    }
  }
}
