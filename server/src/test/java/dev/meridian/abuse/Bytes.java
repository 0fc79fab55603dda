package dev.meridian.abuse;

import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.sync.AwarenessEntry;
import java.util.List;
import java.util.function.Consumer;

/// Updates and awareness as no Yjs client would write them.
final class Bytes {
  static final byte[] EMPTY_STATE_VECTOR = {0};
  private static final String ROOT = "objectives";

  private Bytes() {}

  static byte[] of(Consumer<Lib0Writer> content) {
    Lib0Writer out = new Lib0Writer();
    content.accept(out);
    return out.toBytes();
  }

  /// An update of one client.
  ///
  /// @param structs as they stand on the wire
  static byte[] update(long client, long clock, List<Consumer<Lib0Writer>> structs) {
    return of(out -> {
      out.varUint(1);
      out.varUint(structs.size());
      out.varUint(client);
      out.varUint(clock);
      structs.forEach(struct -> struct.accept(out));
      out.varUint(0);
    });
  }

  /// A value under a key of the root.
  static Consumer<Lib0Writer> entry(String key, String value) {
    return out -> {
      out.varUint(0x24); // content string, with the key of a map
      out.varUint(1);
      out.varString(ROOT);
      out.varString(key);
      out.varString(value);
    };
  }

  /// A struct of which only its length is known.
  static Consumer<Lib0Writer> collected(long length) {
    return out -> {
      out.varUint(0);
      out.varUint(length);
    };
  }

  /// One honest edit.
  static byte[] edit(long client, String key) {
    return update(client, 0, List.of(entry(key, "x")));
  }

  /// An update of deletes alone.
  ///
  /// @param ranges how many, of one place each, every other one
  static byte[] deletes(long client, long clock, long length, int ranges) {
    return of(out -> {
      out.varUint(0);
      out.varUint(1);
      out.varUint(client);
      out.varUint(ranges);
      for (int i = 0; i < ranges; i++) {
        out.varUint(clock + 2L * i);
        out.varUint(length);
      }
    });
  }

  static byte[] awareness(long client, long clock, String state) {
    return AwarenessEntry.encode(List.of(new AwarenessEntry(client, clock, state)));
  }
}
