package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.lib0.Utf8;

/** Passes over one {@code any} value of lib0 and checks it, without making anything of it. */
final class ValueScan {
  private final int maxDepth;

  /** Elements still to come of every open container; negative for objects. */
  private final int[] left;

  ValueScan(int maxDepth) {
    this.maxDepth = maxDepth;
    this.left = new int[maxDepth + 1];
  }

  void skip(Lib0Reader in) throws UpdateRejected {
    int depth = 0;
    left[0] = 1;
    while (true) {
      int container = containerSize(in);
      if (container != 0) {
        if (depth == maxDepth) {
          throw new UpdateRejected(Reason.TOO_DEEP, in.offset(), "value of depth " + depth);
        }
        left[++depth] = container;
      } else {
        depth = close(depth);
        if (depth < 0) {
          return;
        }
      }
      if (left[depth] < 0) {
        skipString(in);
      }
    }
  }

  /** One element is done: closes what is complete and returns the depth that goes on, or -1. */
  private int close(int from) {
    int depth = from;
    while (depth >= 0) {
      left[depth] -= Integer.signum(left[depth]);
      if (left[depth] != 0) {
        return depth;
      }
      depth--;
    }
    return -1;
  }

  /** Reads a scalar and returns 0, or the head of a container and returns its size, see left. */
  private static int containerSize(Lib0Reader in) {
    int offset = in.offset();
    int tag = in.u8();
    switch (tag) {
      case 127, 126, 121, 120 -> {}
      case 125 -> in.varInt();
      case 124 -> in.skip(4);
      case 123, 122 -> in.skip(8);
      case 119 -> skipString(in);
      case 118 -> {
        return -in.count(2);
      }
      case 117 -> {
        return in.count(1);
      }
      case 116 -> in.skip(in.count(1));
      default -> throw new MalformedException("unknown value tag " + tag, offset);
    }
    return 0;
  }

  private static void skipString(Lib0Reader in) {
    int length = in.count(1);
    int from = in.skip(length);
    Utf8.check(in.array(), from, from + length);
  }
}
