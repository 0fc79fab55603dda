package dev.meridian.ydoc.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * Reads lib0's encoding for the tests, apart from the engine's own reader; values as plain JSON.
 */
final class Lib0Reader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ByteBuffer in;

  Lib0Reader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  void assertAtEnd() {
    if (in.hasRemaining()) {
      throw new AssertionError(in.remaining() + " bytes left");
    }
  }

  int count() {
    return Math.toIntExact(uint());
  }

  byte[] bytes() {
    var bytes = new byte[count()];
    in.get(bytes);
    return bytes;
  }

  String string() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  JsonNode any() {
    int tag = in.get() & 0xff;
    return switch (tag) {
      case 127 -> Plain.special("u", Plain.number(1));
      case 126 -> NODES.nullNode();
      case 125 -> integer();
      case 124 -> Plain.number(in.getFloat());
      case 123 -> Plain.number(in.getDouble());
      case 122 -> Plain.special("i", NODES.textNode(Long.toString(in.getLong())));
      case 121 -> NODES.booleanNode(false);
      case 120 -> NODES.booleanNode(true);
      case 119 -> NODES.textNode(string());
      case 118 -> object();
      case 117 -> array();
      case 116 -> Plain.special("b", NODES.textNode(Yjs.base64(bytes())));
      default -> throw new AssertionError("tag " + tag);
    };
  }

  private JsonNode object() {
    var entries = new TreeMap<String, JsonNode>();
    for (int n = count(); n > 0; n--) {
      entries.put(string(), any());
    }
    return Plain.object(entries);
  }

  private JsonNode array() {
    var list = NODES.arrayNode();
    for (int n = count(); n > 0; n--) {
      list.add(any());
    }
    return list;
  }

  private long uint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      long b = in.get();
      value |= (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  /** First byte: more, sign, six bits; then seven bits per byte. */
  private JsonNode integer() {
    int first = in.get();
    long value = first & 0x3f;
    if ((first & 0x80) != 0) {
      value |= uint() << 6;
    }
    return Plain.number((first & 0x40) != 0 ? -(double) value : value);
  }
}
