package dev.meridian.ydoc.engine;

import java.util.Arrays;

/** Values in their wire form, many behind each other, written once and only at the end. */
final class ValueBuffer {
  private static final int SMALLEST = 64;
  private static final int LARGEST = 8192;

  byte[] bytes;

  /** Where every value ends. */
  int[] ends;

  int count;

  ValueBuffer(int byteCapacity, int valueCapacity) {
    bytes = new byte[byteCapacity];
    ends = new int[valueCapacity];
  }

  int start(int value) {
    return value == 0 ? 0 : ends[value - 1];
  }

  int end(int value) {
    return ends[value];
  }

  /** Bytes of {@code n} values from {@code value} on. */
  int size(int value, int n) {
    return n == 0 ? 0 : ends[value + n - 1] - start(value);
  }

  private int used() {
    return start(count);
  }

  boolean hasRoom(int moreBytes) {
    return bytes.length - used() >= moreBytes;
  }

  /** The buffer to go on with when this one is full: larger, and with room for {@code more}. */
  ValueBuffer next(int more) {
    int capacity = Math.max(more, Math.clamp(bytes.length * 2L, SMALLEST, LARGEST));
    return new ValueBuffer(capacity, Math.clamp(capacity / 8, 1, 1024));
  }

  /** Adds one value, for which there must be room. */
  void append(byte[] source, int from, int length) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    int at = used();
    System.arraycopy(source, from, bytes, at, length);
    ends[count++] = at + length;
  }

  void appendAll(ValueBuffer other, int value, int n) {
    for (int i = value; i < value + n; i++) {
      append(other.bytes, other.start(i), other.end(i) - other.start(i));
    }
  }

  byte[] copy(int value) {
    return Arrays.copyOfRange(bytes, start(value), end(value));
  }

  /** Gives back what was reserved and not used. */
  void trim() {
    bytes = Arrays.copyOf(bytes, used());
    ends = Arrays.copyOf(ends, Math.max(1, count));
  }

  /** Joins the values of {@code right} to those of {@code left}, copying as little as possible. */
  static void join(Struct left, Struct right) {
    ValueBuffer buffer = left.values();
    ValueBuffer other = right.values();
    int end = left.offset + left.length;
    if (buffer == other && end == right.offset) {
      return;
    }
    int size = other.size(right.offset, right.length);
    if (end != buffer.count || !buffer.hasRoom(size)) {
      int total = buffer.size(left.offset, left.length) + size;
      int values = left.length + right.length;
      var joined = new ValueBuffer(total + (total >> 1), values + (values >> 1));
      joined.appendAll(buffer, left.offset, left.length);
      left.content = joined;
      left.offset = 0;
      buffer = joined;
    }
    buffer.appendAll(other, right.offset, right.length);
  }
}
