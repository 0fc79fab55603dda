package dev.meridian.ydoc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AnyTest {
  private static byte[] written(Any value) {
    var out = new Lib0Writer();
    value.write(out);
    return out.toBytes();
  }

  private static String hex(Any value) {
    return HexFormat.of().formatHex(written(value));
  }

  private static Any read(String hex) {
    return Any.read(new Lib0Reader(HexFormat.of().parseHex(hex)));
  }

  private static String json(Any value) throws IOException {
    var text = new StringBuilder();
    value.writeJson(text);
    return text.toString();
  }

  /** A value in {@code depth} arrays. */
  private static Any nested(int depth) {
    Any value = Any.NULL;
    for (int i = 0; i < depth; i++) {
      value = new Any.Arr(List.of(value));
    }
    return value;
  }

  @Nested
  class Bytes {
    @Test
    void areThoseOfLib0() {
      assertEquals("7f", hex(Any.UNDEFINED));
      assertEquals("7e", hex(Any.NULL));
      assertEquals("7d00", hex(Any.of(0.0)));
      assertEquals("7d40", hex(Any.of(-0.0)));
      assertEquals("7dbfffffff0f", hex(Any.of(Integer.MAX_VALUE)));
      assertEquals("7ccf000000", hex(Any.of(-2147483648.0)));
      assertEquals("7b3fb999999999999a", hex(Any.of(0.1)));
      assertEquals("7c3fc00000", hex(Any.of(1.5)));
      assertEquals("7c7f800000", hex(Any.of(Double.POSITIVE_INFINITY)));
      assertEquals("7b7ff8000000000000", hex(Any.of(Double.NaN)));
      assertEquals("7affffffffffffffff", hex(new Any.BigInt(-1)));
      assertEquals("79", hex(Any.FALSE));
      assertEquals("78", hex(Any.TRUE));
      assertEquals("770161", hex(Any.of("a")));
      assertEquals("76010161" + "7501" + "7e", hex(Any.of(Map.of("a", nested(1)))));
      assertEquals("74020102", hex(Any.of(new byte[] {1, 2})));
    }

    @Test
    void readBackAsTheSameValue() {
      Any value =
          Any.of(
              Map.of("numbers", List.of(1, -7, 0.1, 1e300), "deep", nested(50), "none", List.of()));
      assertEquals(value, Any.read(new Lib0Reader(written(value))));
    }

    @Test
    void mayNestDeeperThanAnyStack() {
      byte[] deep = written(nested(200_000));
      Any read = Any.read(new Lib0Reader(deep));
      assertArrayEquals(deep, written(read));
    }

    @Test
    void areRejectedWithAnUnknownTag() {
      assertThrows(MalformedException.class, () -> read("10"));
    }

    @Test
    void areRejectedWhenTheyPromiseMoreThanTheyHold() {
      assertThrows(MalformedException.class, () -> read("75ffffffff0f"));
      assertThrows(MalformedException.class, () -> read("7602016100"));
    }
  }

  @Nested
  class OfJava {
    @Test
    void keepsBooleansNumbersTextsAndCollections() {
      assertEquals(Any.TRUE, Any.of((Object) true));
      assertEquals(new Any.Num(3), Any.of(3));
      assertEquals(new Any.Str("x"), Any.of((Object) "x"));
      assertEquals(new Any.Arr(List.of(Any.NULL)), Any.of(Arrays.asList((Object) null)));
    }

    @Test
    void makesABigintOfWhatADoubleCannotHold() {
      assertEquals(new Any.BigInt(Long.MAX_VALUE), Any.of(Long.MAX_VALUE));
      assertEquals(new Any.BigInt(5), Any.of(BigInteger.valueOf(5)));
    }

    @Test
    void isRefusedForAnythingElse() {
      assertThrows(IllegalArgumentException.class, () -> Any.of(new Object()));
    }
  }

  @Nested
  class AsJson {
    @Test
    void hasJavaScriptsNumbers() throws IOException {
      assertEquals("1700000000123", json(Any.of(1700000000123.0)));
      assertEquals("0", json(Any.of(-0.0)));
      assertEquals("0.1", json(Any.of(0.1)));
      assertEquals("1e+21", json(Any.of(1e21)));
      assertEquals("123456789012345680000", json(Any.of(123456789012345680000.0)));
      assertEquals("0.000001", json(Any.of(1e-6)));
      assertEquals("1e-7", json(Any.of(1e-7)));
      assertEquals("-1.5e-9", json(Any.of(-1.5e-9)));
      assertEquals("5e-324", json(Any.of(Double.MIN_VALUE)));
      assertEquals("null", json(Any.of(Double.NaN)));
      assertEquals("null", json(Any.of(Double.NEGATIVE_INFINITY)));
    }

    @Test
    void escapesWhatMustBeEscapedAndLoneSurrogates() throws IOException {
      assertEquals("\"\\\"\\\\\\n\\u0001\"", json(Any.of("\"\\\n\u0001")));
      assertEquals("\"\ud83d\ude00\"", json(Any.of("\ud83d\ude00")));
      assertEquals("\"\\ud83d\"", json(Any.of("\ud83d")));
    }

    @Test
    void leavesUndefinedMembersOut() throws IOException {
      assertEquals("{}", json(Any.of(Map.of("a", Any.UNDEFINED))));
      assertEquals("[null]", json(Any.of(List.of(Any.UNDEFINED))));
    }

    @Test
    void readsBackAsItWas() throws IOException {
      Any value =
          Any.of(Map.of("a", List.of(1, "x\n\u20ac\ud83d\ude00", true, List.of()), "b", Map.of()));
      assertEquals(value, JsonReader.read(Contents.json(value)));
      assertEquals(json(value), json(JsonReader.read(Contents.json(value))));
    }

    @Test
    void readsSpaceAndEscapesOfOthers() {
      byte[] text =
          " { \"a\\u00e9\" : [ 1 , -2.5e1 , \"\\\\\\/\" ] , \"b\" : { } } "
              .getBytes(StandardCharsets.UTF_8);
      assertEquals(
          Any.of(Map.of("a\u00e9", List.of(1, -25, "\\/"), "b", Map.of())), JsonReader.read(text));
    }
  }
}
