package dev.meridian.ydoc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueScanTest {
  private static Lib0Reader reader(Any value) {
    var out = new Lib0Writer();
    value.write(out);
    out.u8(42);
    return new Lib0Reader(out.toBytes());
  }

  @Test
  void endsWhereTheValueEnds() throws UpdateRejected {
    List<Any> values =
        List.of(
            Any.NULL,
            Any.of(1.5),
            Any.of(1e300),
            Any.of("text"),
            new Any.BigInt(7),
            Any.of(new byte[] {1, 2, 3}),
            Any.of(List.of()),
            Any.of(Map.of()),
            Any.of(Map.of("a", List.of(1, Map.of("b", List.of(List.of(), 2))), "c", "d")));
    for (Any value : values) {
      var in = reader(value);
      new ValueScan(100).skip(in);
      assertEquals(42, in.u8(), value.toString());
    }
  }

  @Test
  void refusesWhatNestsTooDeep() throws UpdateRejected {
    Any three = Any.of(List.of(Map.of("a", List.of(1))));
    new ValueScan(3).skip(reader(three));
    var e = assertThrows(UpdateRejected.class, () -> new ValueScan(2).skip(reader(three)));
    assertEquals(Reason.TOO_DEEP, e.reason());
  }

  @Test
  void refusesKeysThatAreNotUtf8() {
    byte[] badKey = {118, 1, 1, (byte) 0x80, 126};
    var in = new Lib0Reader(badKey);
    assertThrows(MalformedException.class, () -> new ValueScan(3).skip(in));
  }
}
