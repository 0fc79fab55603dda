package dev.meridian.ydoc.v2;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.lib0.Utf8;

/** A column of strings: all of them as one, then their lengths in UTF-16 units. */
final class StringColumn {
  private StringColumn() {}

  static final class Writer {
    private final Lib0Writer characters = new Lib0Writer();
    private final UintRuns.Writer lengths = new UintRuns.Writer();

    /** Adds the string that {@code source[from, to)} is in UTF-8. */
    void write(byte[] source, int from, int to) {
      characters.raw(source, from, to);
      lengths.write(units(source, from, to));
    }

    private static int units(byte[] utf8, int from, int to) {
      int units = 0;
      for (int i = from; i < to; i++) {
        boolean continues = (utf8[i] & 0xC0) == 0x80;
        boolean isPair = (utf8[i] & 0xF8) == 0xF0;
        units += continues ? 0 : isPair ? 2 : 1;
      }
      return units;
    }

    Lib0Writer finished() {
      var out = new Lib0Writer(characters.size() + 64);
      out.varUint(characters.size());
      out.raw(characters);
      out.raw(lengths.finished());
      return out;
    }
  }

  static final class Reader {
    private final char[] units;
    private final int end;
    private final UintRuns.Reader lengths;
    private final Lib0Reader in;
    private int at;

    Reader(Lib0Reader in) {
      this.in = in;
      int bytes = in.count(1);
      int from = in.skip(bytes);
      units = new char[bytes];
      end = Utf8.decode(in.array(), from, from + bytes, units, 0);
      lengths = new UintRuns.Reader(in);
    }

    /** The next string. */
    Slice read() {
      long length = lengths.read();
      if (length > end - at) {
        throw new MalformedException("strings longer than their column", in.offset());
      }
      var slice = new Slice(units, at, at + (int) length);
      at = slice.to;
      return slice;
    }

    /** Units that no string was made of yet. */
    int remaining() {
      return end - at;
    }

    boolean isSpent() {
      return at == end && lengths.isSpent();
    }
  }

  /** One string of the column; where it cuts a surrogate pair, it is written with U+FFFD. */
  record Slice(char[] units, int from, int to) {
    int length() {
      return to - from;
    }

    void writeTo(Lib0Writer out) {
      out.varChars(units, from, to);
    }
  }
}
