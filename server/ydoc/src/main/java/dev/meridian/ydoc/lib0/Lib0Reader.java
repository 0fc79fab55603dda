package dev.meridian.ydoc.lib0;

import java.util.Arrays;

/**
 * Reads lib0's encoding from a byte array. Never reads past its end, never reserves memory that the
 * bytes at hand do not back.
 *
 * <p>Every method throws {@link MalformedException} when the bytes are not what it expects.
 */
public final class Lib0Reader {
  /** The largest integer JavaScript keeps exactly, 2^53 - 1. */
  public static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private final byte[] bytes;
  private final int end;
  private int at;

  public Lib0Reader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads {@code bytes[from, to)}; offsets stay those of the whole array. */
  public Lib0Reader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** Index of the next byte. */
  public int offset() {
    return at;
  }

  public int remaining() {
    return end - at;
  }

  public boolean hasMore() {
    return at < end;
  }

  /** The next byte, 0 to 255. */
  public int u8() {
    if (at >= end) {
      throw cut();
    }
    return bytes[at++] & 0xFF;
  }

  /** The next byte without taking it. */
  public int peek() {
    if (at >= end) {
      throw cut();
    }
    return bytes[at] & 0xFF;
  }

  /** Unsigned integer of 7 bits per byte, lowest first, up to 2^53 - 1. */
  public long varUint() {
    if (at < end && bytes[at] >= 0) {
      return bytes[at++];
    }
    return varUintLong();
  }

  private long varUintLong() {
    int start = at;
    long value = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      int b = u8();
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return safe(value, start);
      }
    }
    throw new MalformedException("integer out of range", start);
  }

  /** An unsigned integer below 2^31. */
  public int varUint31() {
    int start = at;
    long value = varUint();
    if (value > Integer.MAX_VALUE) {
      throw new MalformedException("integer beyond 2^31 - 1", start);
    }
    return (int) value;
  }

  /** A count of things that take at least {@code smallest} bytes each: never more than are left. */
  public int count(int smallest) {
    int start = at;
    long value = varUint();
    if (value > remaining() / smallest) {
      throw new MalformedException("count beyond the bytes that follow", start);
    }
    return (int) value;
  }

  /** Signed integer; the sign is a bit of its own, so -0 exists and reads as 0 here. */
  public long varInt() {
    int start = at;
    int b = u8();
    boolean negative = (b & 0x40) != 0;
    long value = b & 0x3F;
    for (int shift = 6; b >= 0x80; shift += 7) {
      if (shift > 55) {
        throw new MalformedException("integer out of range", start);
      }
      b = u8();
      value |= (long) (b & 0x7F) << shift;
    }
    return negative ? -safe(value, start) : safe(value, start);
  }

  private static long safe(long value, int start) {
    if (value > MAX_SAFE_INTEGER) {
      throw new MalformedException("integer out of range", start);
    }
    return value;
  }

  /** Eight bytes, highest first. */
  public long int64() {
    return ((long) int32() << 32) | (int32() & 0xFFFF_FFFFL);
  }

  /** Four bytes, highest first. */
  public int int32() {
    return (u8() << 24) | (u8() << 16) | (u8() << 8) | u8();
  }

  public float float32() {
    return Float.intBitsToFloat(int32());
  }

  public double float64() {
    return Double.longBitsToDouble(int64());
  }

  /** A string: its length in bytes, then strict UTF-8. */
  public String varString() {
    int length = count(1);
    int from = skip(length);
    return Utf8.decode(bytes, from, from + length);
  }

  /** A byte array: its length, then a copy of its bytes. */
  public byte[] varBytes() {
    int length = count(1);
    int from = skip(length);
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  /** Passes over {@code length} bytes and returns where they begin. */
  public int skip(int length) {
    if (length > end - at) {
      throw cut();
    }
    int from = at;
    at += length;
    return from;
  }

  /** The array behind this reader, for those who decode in place. */
  public byte[] array() {
    return bytes;
  }

  private MalformedException cut() {
    return new MalformedException("cut short", end);
  }
}
