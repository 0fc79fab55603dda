package dev.meridian.ydoc.engine;

import java.util.Arrays;

/** Ranges of clocks of one client: (clock, length) packed into a long each. */
final class Ranges {
  private long[] packed = new long[4];
  private int size;

  void clear() {
    size = 0;
    if (packed.length > 1024) {
      packed = new long[4];
    }
  }

  int size() {
    return size;
  }

  int clock(int i) {
    return (int) (packed[i] >>> 32);
  }

  int length(int i) {
    return (int) packed[i];
  }

  int end(int i) {
    return clock(i) + length(i);
  }

  /** Adds a range; one that goes on where the last one ends is joined to it. */
  void add(int clock, int length) {
    if (size > 0 && end(size - 1) == clock) {
      packed[size - 1] += length;
    } else {
      append(clock, length);
    }
  }

  /** Adds a range of its own. */
  void append(int clock, int length) {
    if (size == packed.length) {
      packed = Arrays.copyOf(packed, size * 2);
    }
    packed[size++] = ((long) clock << 32) | length;
  }

  /** Puts the ranges in order and joins those that touch or overlap. */
  void normalize() {
    if (isNormal()) {
      return;
    }
    Arrays.sort(packed, 0, size);
    int kept = 0;
    for (int i = 1; i < size; i++) {
      if (end(kept) >= clock(i)) {
        int length = Math.max(end(kept), end(i)) - clock(kept);
        packed[kept] = ((long) clock(kept) << 32) | length;
      } else {
        packed[++kept] = packed[i];
      }
    }
    size = kept + 1;
  }

  private boolean isNormal() {
    for (int i = 1; i < size; i++) {
      if (end(i - 1) >= clock(i)) {
        return false;
      }
    }
    return true;
  }
}
