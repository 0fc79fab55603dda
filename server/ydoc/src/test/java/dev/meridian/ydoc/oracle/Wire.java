package dev.meridian.ydoc.oracle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Updates (format v1) put together by hand, true or false ones alike. Written from the format, not
 * from the engine, so that both cannot share a mistake.
 */
final class Wire {
  static final int DELETED = 1;
  static final int JSON = 2;
  static final int BINARY = 3;
  static final int STRING = 4;
  static final int EMBED = 5;
  static final int FORMAT = 6;
  static final int TYPE = 7;
  static final int ANY = 8;
  static final int DOC = 9;

  static final int ARRAY_TYPE = 0;
  static final int MAP_TYPE = 1;
  static final int TEXT_TYPE = 2;
  static final int ELEMENT_TYPE = 3;

  private static final int HAS_ORIGIN = 0x80;
  private static final int HAS_RIGHT_ORIGIN = 0x40;
  private static final int HAS_KEY = 0x20;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** The structs of one client, from a clock on. */
  record Block(long client, long clock, List<byte[]> structs) {}

  record Id(long client, long clock) {}

  record Deleted(long client, long clock, long length) {}

  static byte[] update(Block... blocks) {
    return update(List.of(blocks), List.of());
  }

  static byte[] update(List<Block> blocks, List<Deleted> deleted) {
    var wire = new Wire().uint(blocks.size());
    for (var block : blocks) {
      wire.uint(block.structs().size()).uint(block.client()).uint(block.clock());
      block.structs().forEach(wire::raw);
    }
    return wire.raw(deleteSet(deleted)).bytes();
  }

  /** Each range stands under its own client entry, which the format allows. */
  static byte[] deleteSet(List<Deleted> deleted) {
    var wire = new Wire().uint(deleted.size());
    for (var range : deleted) {
      wire.uint(range.client()).uint(1).uint(range.clock()).uint(range.length());
    }
    return wire.bytes();
  }

  static Block block(long client, long clock, byte[]... structs) {
    return new Block(client, clock, Arrays.asList(structs));
  }

  static byte[] gc(long length) {
    return new Wire().uint(0).uint(length).bytes();
  }

  static byte[] skip(long length) {
    return new Wire().uint(10).uint(length).bytes();
  }

  static byte[] inRoot(String root, byte[] content) {
    return new Wire().raw(content[0]).uint(1).string(root).rest(content).bytes();
  }

  static byte[] inRoot(String root, String key, byte[] content) {
    return new Wire()
        .raw(content[0] | HAS_KEY)
        .uint(1)
        .string(root)
        .string(key)
        .rest(content)
        .bytes();
  }

  static byte[] inItem(Id parent, byte[] content) {
    return new Wire().raw(content[0]).uint(0).id(parent).rest(content).bytes();
  }

  static byte[] inItem(Id parent, String key, byte[] content) {
    return new Wire()
        .raw(content[0] | HAS_KEY)
        .uint(0)
        .id(parent)
        .string(key)
        .rest(content)
        .bytes();
  }

  static byte[] after(Id origin, byte[] content) {
    return new Wire().raw(content[0] | HAS_ORIGIN).id(origin).rest(content).bytes();
  }

  static byte[] before(Id rightOrigin, byte[] content) {
    return new Wire().raw(content[0] | HAS_RIGHT_ORIGIN).id(rightOrigin).rest(content).bytes();
  }

  static byte[] between(Id origin, Id rightOrigin, byte[] content) {
    return new Wire()
        .raw(content[0] | HAS_ORIGIN | HAS_RIGHT_ORIGIN)
        .id(origin)
        .id(rightOrigin)
        .rest(content)
        .bytes();
  }

  /** A content: its kind as the first byte, then its bytes. */
  static byte[] content(int kind, byte[] bytes) {
    return new Wire().raw(kind).raw(bytes).bytes();
  }

  static byte[] text(String text) {
    return content(STRING, new Wire().string(text).bytes());
  }

  static byte[] deletedText(long length) {
    return content(DELETED, new Wire().uint(length).bytes());
  }

  static byte[] embed(String json) {
    return content(EMBED, new Wire().string(json).bytes());
  }

  static byte[] format(String key, String json) {
    return content(FORMAT, new Wire().string(key).string(json).bytes());
  }

  static byte[] json(String... values) {
    var wire = new Wire().uint(values.length);
    for (var value : values) {
      wire.string(value);
    }
    return content(JSON, wire.bytes());
  }

  static byte[] binary(byte... bytes) {
    return content(BINARY, new Wire().uint(bytes.length).raw(bytes).bytes());
  }

  static byte[] type(int type) {
    var wire = new Wire().uint(type);
    return content(TYPE, (type == ELEMENT_TYPE ? wire.string("p") : wire).bytes());
  }

  /** Values already encoded as lib0's `any`. */
  static byte[] any(byte[]... values) {
    var wire = new Wire().uint(values.length);
    for (var value : values) {
      wire.raw(value);
    }
    return content(ANY, wire.bytes());
  }

  static byte[] anyNull() {
    return new byte[] {126};
  }

  static byte[] anyString(String text) {
    return new Wire().raw(119).string(text).bytes();
  }

  Wire raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  Wire raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Seven bits per byte, lowest first; takes the full 64 bits so that false counts can be told. */
  Wire uint(long value) {
    for (; (value & ~0x7fL) != 0; value >>>= 7) {
      out.write((int) (value & 0x7f) | 0x80);
    }
    out.write((int) value);
    return this;
  }

  Wire string(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    return uint(utf8.length).raw(utf8);
  }

  Wire id(Id id) {
    return uint(id.client()).uint(id.clock());
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private Wire rest(byte[] content) {
    out.write(content, 1, content.length - 1);
    return this;
  }
}
