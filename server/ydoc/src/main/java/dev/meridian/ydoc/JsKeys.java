package dev.meridian.ydoc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The order in which JavaScript has the keys of an object (ECMA-262, OrdinaryOwnPropertyKeys). */
final class JsKeys {
  private static final long LARGEST_INDEX = (1L << 32) - 2;

  private JsKeys() {}

  /** A copy with array indexes first, by size, and the other keys in the order they came. */
  static <V> Map<String, V> ordered(Map<String, V> members) {
    boolean anyIndex = false;
    for (String key : members.keySet()) {
      anyIndex |= isIndex(key);
    }
    if (!anyIndex) {
      return new LinkedHashMap<>(members);
    }
    var indexes = new TreeMap<Long, V>();
    var others = new LinkedHashMap<String, V>();
    members.forEach((key, value) -> {
      if (isIndex(key)) {
        indexes.put(Long.valueOf(key), value);
      } else {
        others.put(key, value);
      }
    });
    var all = new LinkedHashMap<String, V>();
    indexes.forEach((index, value) -> all.put(index.toString(), value));
    all.putAll(others);
    return all;
  }

  private static boolean isIndex(String key) {
    int length = key.length();
    if (length == 0 || length > 10 || (key.charAt(0) == '0' && length > 1)) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (key.charAt(i) < '0' || key.charAt(i) > '9') {
        return false;
      }
    }
    return Long.parseLong(key) <= LARGEST_INDEX;
  }
}
