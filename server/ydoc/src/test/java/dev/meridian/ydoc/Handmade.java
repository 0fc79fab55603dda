package dev.meridian.ydoc;

import dev.meridian.ydoc.lib0.Lib0Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Updates written by hand, byte for byte, also those that Yjs would never write. */
final class Handmade {
  private final List<byte[]> blocks = new ArrayList<>();
  private final Lib0Writer deletes = new Lib0Writer();
  private int deleteCount;

  /** One struct. */
  interface Struct extends Consumer<Lib0Writer> {}

  Handmade block(long client, long clock, Struct... structs) {
    var out = new Lib0Writer();
    out.varUint(structs.length);
    out.varUint(client);
    out.varUint(clock);
    for (Struct struct : structs) {
      struct.accept(out);
    }
    blocks.add(out.toBytes());
    return this;
  }

  Handmade delete(long client, long clock, long length) {
    deletes.varUint(client);
    deletes.varUint(1);
    deletes.varUint(clock);
    deletes.varUint(length);
    deleteCount++;
    return this;
  }

  byte[] bytes() {
    var out = new Lib0Writer();
    out.varUint(blocks.size());
    blocks.forEach(block -> out.raw(block, 0, block.length));
    out.varUint(deleteCount);
    out.raw(deletes);
    return out.toBytes();
  }

  /** Text that begins the root {@code t}. */
  static Struct text(String text) {
    return rootText("t", text);
  }

  static Struct rootText(String root, String text) {
    return out -> {
      out.u8(4);
      out.varUint(1);
      out.varString(root);
      out.varString(text);
    };
  }

  /** Text right of an element. */
  static Struct textAfter(long client, long clock, String text) {
    return out -> {
      out.u8(0x80 | 4);
      out.varUint(client);
      out.varUint(clock);
      out.varString(text);
    };
  }

  /** Text left of an element. */
  static Struct textBefore(long client, long clock, String text) {
    return out -> {
      out.u8(0x40 | 4);
      out.varUint(client);
      out.varUint(clock);
      out.varString(text);
    };
  }

  /** A map under key {@code k} of the root {@code m}. */
  static Struct rootMap() {
    return out -> {
      out.u8(0x20 | 7);
      out.varUint(1);
      out.varString("m");
      out.varString("k");
      out.varUint(1);
    };
  }

  /** A map under key {@code k} of the map that an item holds. */
  static Struct mapIn(long client, long clock) {
    return out -> {
      out.u8(0x20 | 7);
      out.varUint(0);
      out.varUint(client);
      out.varUint(clock);
      out.varString("k");
      out.varUint(1);
    };
  }

  /** One value at the beginning of the root list {@code a}. */
  static Struct value(Any value) {
    return out -> {
      out.u8(8);
      out.varUint(1);
      out.varString("a");
      out.varUint(1);
      value.write(out);
    };
  }

  /** Deleted content of a length, in the root {@code t}. */
  static Struct deleted(long length) {
    return out -> {
      out.u8(1);
      out.varUint(1);
      out.varString("t");
      out.varUint(length);
    };
  }

  static Struct collected(long length) {
    return out -> {
      out.u8(0);
      out.varUint(length);
    };
  }

  static Struct skip(long length) {
    return out -> {
      out.u8(10);
      out.varUint(length);
    };
  }

  static Struct raw(int... bytes) {
    return out -> {
      for (int b : bytes) {
        out.u8(b);
      }
    };
  }
}
