package dev.meridian.ydoc.lib0;

/**
 * UTF-8 as browsers read and write it: strict when decoding (a byte order mark is a character like
 * any other), U+FFFD for a lone surrogate when encoding.
 */
public final class Utf8 {
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private Utf8() {}

  /**
   * Decodes {@code source[from, to)} into {@code target} from {@code at} on, which must have room
   * for {@code to - from} units.
   *
   * @return the index after the last unit written
   * @throws MalformedException where the bytes are not UTF-8
   */
  public static int decode(byte[] source, int from, int to, char[] target, int at) {
    int i = from;
    int n = at;
    while (i < to) {
      byte b = source[i];
      if (b >= 0) {
        target[n++] = (char) b;
        i++;
      } else {
        int length = sequenceLength(source, i, to);
        n = put(codePoint(source, i, length), target, n);
        i += length;
      }
    }
    return n;
  }

  /** Decodes to a string; see {@link #decode(byte[], int, int, char[], int)}. */
  public static String decode(byte[] source, int from, int to) {
    char[] units = new char[to - from];
    return new String(units, 0, decode(source, from, to, units, 0));
  }

  /** Checks that {@code source[from, to)} is UTF-8. */
  public static void check(byte[] source, int from, int to) {
    for (int i = from; i < to; i++) {
      if (source[i] < 0) {
        i += sequenceLength(source, i, to) - 1;
      }
    }
  }

  /** Length of the well-formed sequence at {@code i}, 2 to 4; the table of Unicode 16, 3-7. */
  private static int sequenceLength(byte[] source, int i, int to) {
    int lead = source[i] & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || i + length > to) {
      throw new MalformedException("not UTF-8", i);
    }
    int second = source[i + 1] & 0xFF;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    boolean good = second >= low && second <= high;
    for (int k = 2; k < length; k++) {
      good &= (source[i + k] & 0xC0) == 0x80;
    }
    if (!good) {
      throw new MalformedException("not UTF-8", i);
    }
    return length;
  }

  private static int codePoint(byte[] source, int i, int length) {
    int point = source[i] & (0xFF >> (length + 1));
    for (int k = 1; k < length; k++) {
      point = (point << 6) | (source[i + k] & 0x3F);
    }
    return point;
  }

  private static int put(int point, char[] target, int n) {
    if (point < 0x10000) {
      target[n] = (char) point;
      return n + 1;
    }
    target[n] = Character.highSurrogate(point);
    target[n + 1] = Character.lowSurrogate(point);
    return n + 2;
  }

  /** Number of bytes that {@code units[from, to)} take. */
  public static int length(char[] units, int from, int to) {
    int bytes = 0;
    for (int i = from; i < to; i++) {
      char c = units[i];
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (isPair(units, i, to)) {
        bytes += 4;
        i++;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }

  /**
   * Encodes {@code units[from, to)} into {@code target}, which must have room.
   *
   * @return the index after the last byte written
   */
  public static int encode(char[] units, int from, int to, byte[] target, int at) {
    int n = at;
    for (int i = from; i < to; i++) {
      char c = units[i];
      if (c < 0x80) {
        target[n++] = (byte) c;
      } else if (c < 0x800) {
        target[n++] = (byte) (0xC0 | (c >> 6));
        target[n++] = (byte) (0x80 | (c & 0x3F));
      } else if (isPair(units, i, to)) {
        int point = Character.toCodePoint(c, units[++i]);
        target[n++] = (byte) (0xF0 | (point >> 18));
        target[n++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        target[n++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        target[n++] = (byte) (0x80 | (point & 0x3F));
      } else if (Character.isSurrogate(c)) {
        System.arraycopy(REPLACEMENT, 0, target, n, 3);
        n += 3;
      } else {
        target[n++] = (byte) (0xE0 | (c >> 12));
        target[n++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        target[n++] = (byte) (0x80 | (c & 0x3F));
      }
    }
    return n;
  }

  private static boolean isPair(char[] units, int i, int to) {
    return Character.isHighSurrogate(units[i])
        && i + 1 < to
        && Character.isLowSurrogate(units[i + 1]);
  }
}
