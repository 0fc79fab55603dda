package dev.meridian.ydoc.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.lib0.MalformedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {
  private static void check(String text, int maxDepth) throws UpdateRejected {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    new JsonScan(maxDepth).check(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "tru",
        "nul",
        "truex",
        "undefined",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "+1",
        "NaN",
        "\"",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\n\"",
        "[",
        "]",
        "[1",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "{\"a\":1 \"b\":2}",
        "[1}",
        "{\"a\":1]",
        "1 2",
        "[] []",
        "[[]",
        "[]]",
        "'a'",
        "//x\n1"
      })
  void refuses(String text) {
    assertThrows(MalformedException.class, () -> check(text, 100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "false",
        "null",
        "0",
        "-0",
        "12",
        "-1.25e+10",
        "1E5",
        "0.5",
        "\"\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
        "[]",
        "{}",
        "[[],{}]",
        " [ 1 , 2 ] ",
        "{\"a\":{\"b\":[1,{\"c\":null}]},\"d\":\"\u00e9\"}",
        "[{\"a\":[]}]",
        "\t\n\r 1 \n"
      })
  void takes(String text) {
    assertDoesNotThrow(() -> check(text, 100));
  }

  @Test
  void refusesWhatNestsTooDeep() throws UpdateRejected {
    check("[".repeat(5) + "]".repeat(5), 5);
    String deep = "{\"a\":[".repeat(3) + "]}".repeat(3);
    var e = assertThrows(UpdateRejected.class, () -> check(deep, 5));
    assertEquals(Reason.TOO_DEEP, e.reason());
  }
}
