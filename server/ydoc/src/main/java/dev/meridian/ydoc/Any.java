package dev.meridian.ydoc;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of JavaScript as lib0 writes it. */
public sealed interface Any extends Item, AnyConstants {
  record Null() implements Any {}

  record Undefined() implements Any {}

  record Bool(boolean value) implements Any {}

  record Num(double value) implements Any {}

  /** A bigint, 64 bits with sign. */
  record BigInt(long value) implements Any {}

  record Str(String value) implements Any {}

  /** Bytes; compared by content. */
  @SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by content
  record Bytes(byte[] value) implements Any {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bytes(byte[] bytes) && Arrays.equals(value, bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }
  }

  record Arr(List<Any> values) implements Any {
    public Arr {
      values = List.copyOf(values);
    }
  }

  /** An object; keeps the order of its keys. */
  record Obj(Map<String, Any> values) implements Any {
    public Obj {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /**
   * The value of a Java object: null, Boolean, Number, CharSequence, byte[], Collection, Map or
   * Any. A long beyond 2^53 and a BigInteger become a bigint.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Any of(@Nullable Object java) {
    return switch (java) {
      case null -> NULL;
      case Any any -> any;
      case Boolean value -> value ? TRUE : FALSE;
      case BigInteger value -> new BigInt(value.longValueExact());
      case Long value -> of(value.longValue());
      case Number value -> new Num(value.doubleValue());
      case CharSequence value -> new Str(value.toString());
      case byte[] value -> new Bytes(value.clone());
      case Collection<?> values -> arrayOf(values);
      case Map<?, ?> values -> objectOf(values);
      default -> throw new IllegalArgumentException("not a value: " + java.getClass());
    };
  }

  private static Any arrayOf(Collection<?> values) {
    var list = new ArrayList<Any>(values.size());
    for (Object value : values) {
      list.add(of(value));
    }
    return new Arr(list);
  }

  private static Any objectOf(Map<?, ?> values) {
    var map = new LinkedHashMap<String, Any>();
    values.forEach((key, value) -> map.put(String.valueOf(key), of(value)));
    return new Obj(map);
  }

  static Any of(double value) {
    return new Num(value);
  }

  /** A number, or a bigint when a number would not keep it. */
  static Any of(long value) {
    boolean isSafe = Math.abs(value) <= Lib0Reader.MAX_SAFE_INTEGER;
    return isSafe && value != Long.MIN_VALUE ? new Num(value) : new BigInt(value);
  }

  static Any of(String value) {
    return new Str(value);
  }

  static Any of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** Reads one value. */
  static Any read(Lib0Reader in) {
    return AnyCodec.read(in);
  }

  /** Writes the bytes that lib0 would write. */
  default void write(Lib0Writer out) {
    AnyCodec.write(this, out);
  }

  /**
   * Writes JSON as {@code JSON.stringify} would: numbers in JavaScript's form, null for NaN,
   * infinity and undefined, undefined members left out. Bytes become base64 text, a bigint its
   * digits.
   */
  default void writeJson(Appendable out) throws IOException {
    new JsonWriter(out).value(this);
  }
}
