package dev.meridian.ydoc.engine;

import java.util.Arrays;

/**
 * UTF-16 units of many strings, written once and only at the end. Items hold slices: splitting one
 * copies nothing, and typing goes on where the last slice ended.
 */
final class TextBuffer {
  private static final int SMALLEST = 64;
  private static final int LARGEST = 8192;

  char[] units;
  int size;

  TextBuffer(int capacity) {
    units = new char[capacity];
  }

  boolean hasRoom(int more) {
    return units.length - size >= more;
  }

  /** The buffer to go on with when this one is full: larger, and with room for {@code more}. */
  TextBuffer next(int more) {
    return new TextBuffer(Math.max(more, Math.clamp(units.length * 2L, SMALLEST, LARGEST)));
  }

  void append(TextBuffer other, int from, int length) {
    System.arraycopy(other.units, from, units, size, length);
    size += length;
  }

  /** Gives back what was reserved and not used. */
  void trim() {
    if (size < units.length) {
      units = Arrays.copyOf(units, size);
    }
  }

  /** Joins the text of {@code right} to that of {@code left}, copying as little as possible. */
  static void join(Struct left, Struct right) {
    TextBuffer buffer = left.text();
    TextBuffer other = right.text();
    int end = left.offset + left.length;
    if (buffer == other && end == right.offset) {
      return;
    }
    if (end != buffer.size || !buffer.hasRoom(right.length)) {
      int length = left.length + right.length;
      var joined = new TextBuffer(Math.max(SMALLEST / 4, length + (length >> 1)));
      joined.append(buffer, left.offset, left.length);
      left.content = joined;
      left.offset = 0;
      buffer = joined;
    }
    buffer.append(other, right.offset, right.length);
  }
}
