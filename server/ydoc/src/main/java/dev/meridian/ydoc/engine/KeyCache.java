package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.lib0.Utf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Strings that come again and again, such as map keys, found by their bytes. Of fixed size. */
final class KeyCache {
  private static final int SLOTS = 256;
  private static final int LONGEST = 32;

  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  private record Entry(byte[] bytes, String string) {
    boolean has(byte[] source, int from, int to) {
      return Arrays.equals(bytes, 0, bytes.length, source, from, to);
    }
  }

  private @Nullable Entry[] entries = new Entry[0];

  /** The string of {@code source[from, to)}, strict UTF-8. */
  String get(byte[] source, int from, int to) {
    int length = to - from;
    if (length > LONGEST) {
      return Utf8.decode(source, from, to);
    }
    if (entries.length == 0) {
      entries = new Entry[SLOTS];
    }
    int hash = length;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + source[i];
    }
    int slot = (hash ^ hash >>> 8) & SLOTS - 1;
    Entry entry = entries[slot];
    if (entry != null && entry.has(source, from, to)) {
      return entry.string;
    }
    String string = Utf8.decode(source, from, to);
    entries[slot] = new Entry(Arrays.copyOfRange(source, from, to), string);
    return string;
  }
}
