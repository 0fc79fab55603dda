package dev.meridian.ydoc;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.v2.ValueForms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;

/** JSON text to any and back, as {@code JSON.parse} and {@code JSON.stringify} do it. */
final class JsonForms implements ValueForms {
  @Override
  public byte[] any(byte[] source, int from, int to) {
    return Contents.bytes(JsonReader.read(Arrays.copyOfRange(source, from, to)));
  }

  @Override
  public byte[] json(byte[] source, int from, int to) {
    Any value = Any.read(new Lib0Reader(source, from, to));
    if (value instanceof Any.Undefined) {
      throw new MalformedException("undefined has no JSON", from);
    }
    var text = new StringBuilder();
    try {
      new JsonWriter(text, JsonForms::standIn).value(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Any standIn(Any value) {
    return switch (value) {
      case Any.Bytes(byte[] bytes) -> {
        var members = new LinkedHashMap<String, Any>();
        for (int i = 0; i < bytes.length; i++) {
          members.put(Integer.toString(i), Any.of(bytes[i] & 0xFF));
        }
        yield new Any.Obj(members);
      }
      case Any.BigInt _ -> throw new MalformedException("a bigint has no JSON", -1);
      default -> value;
    };
  }
}
