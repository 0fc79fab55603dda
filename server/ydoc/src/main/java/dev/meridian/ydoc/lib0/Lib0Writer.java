package dev.meridian.ydoc.lib0;

import java.util.Arrays;

/** Writes lib0's encoding into an array that grows. Can be emptied and used again. */
public final class Lib0Writer {
  /** A varUint of 53 bits takes at most this many bytes. */
  private static final int MAX_VAR_BYTES = 9;

  private byte[] bytes;
  private int size;

  public Lib0Writer() {
    this(64);
  }

  public Lib0Writer(int capacity) {
    bytes = new byte[capacity];
  }

  public int size() {
    return size;
  }

  /** Forgets what was written and keeps the array. */
  public void clear() {
    size = 0;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
    }
  }

  public void u8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  /** Unsigned integer of 7 bits per byte, lowest first. */
  public void varUint(long value) {
    reserve(MAX_VAR_BYTES);
    long rest = value;
    while (rest > 0x7F) {
      bytes[size++] = (byte) (0x80 | (rest & 0x7F));
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Signed integer. */
  public void varInt(long value) {
    varInt(Math.abs(value), value < 0);
  }

  /** Signed integer by magnitude and sign, so that -0 can be written. */
  public void varInt(long magnitude, boolean negative) {
    reserve(MAX_VAR_BYTES + 1);
    long rest = magnitude >>> 6;
    bytes[size++] =
        (byte) ((rest > 0 ? 0x80 : 0) | (negative ? 0x40 : 0) | (int) (magnitude & 0x3F));
    while (rest > 0) {
      bytes[size++] = (byte) ((rest > 0x7F ? 0x80 : 0) | (int) (rest & 0x7F));
      rest >>>= 7;
    }
  }

  /** Four bytes, highest first. */
  public void int32(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      u8(value >>> shift);
    }
  }

  /** Eight bytes, highest first. */
  public void int64(long value) {
    int32((int) (value >>> 32));
    int32((int) value);
  }

  public void float32(float value) {
    int32(Float.floatToRawIntBits(value));
  }

  public void float64(double value) {
    int64(Double.doubleToRawLongBits(value));
  }

  /** A string: its length in bytes, then UTF-8; a lone surrogate becomes U+FFFD. */
  public void varString(String value) {
    int length = value.length();
    int start = size;
    varUint(length);
    reserve(length);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        size = start;
        varChars(value.toCharArray(), 0, length);
        return;
      }
      bytes[size++] = (byte) c;
    }
  }

  /** {@code units[from, to)} as a string. */
  public void varChars(char[] units, int from, int to) {
    int length = Utf8.length(units, from, to);
    varUint(length);
    reserve(length);
    size = Utf8.encode(units, from, to, bytes, size);
  }

  /** A byte array: its length, then its bytes. */
  public void varBytes(byte[] value) {
    varUint(value.length);
    raw(value, 0, value.length);
  }

  /** {@code source[from, to)} as it is. */
  public void raw(byte[] source, int from, int to) {
    int length = to - from;
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** All that another writer holds. */
  public void raw(Lib0Writer other) {
    raw(other.bytes, 0, other.size);
  }
}
