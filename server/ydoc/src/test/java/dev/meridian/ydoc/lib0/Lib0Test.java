package dev.meridian.ydoc.lib0;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class Lib0Test {
  private static byte[] written(Consumer<Lib0Writer> write) {
    var out = new Lib0Writer(1);
    write.accept(out);
    return out.toBytes();
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static void isMalformedAt(int offset, byte[] bytes, Function<Lib0Reader, Object> read) {
    var in = new Lib0Reader(bytes);
    var e = assertThrows(MalformedException.class, () -> read.apply(in));
    assertEquals(offset, e.offset());
  }

  @Nested
  class VarUint {
    @Test
    void isRejectedWhenCutShort() {
      isMalformedAt(1, bytes(0x80), Lib0Reader::varUint);
    }

    @Test
    void isRejectedBeyondWhatJavaScriptKeepsExactly() {
      byte[] tooLarge = written(out -> out.varUint(1L << 53));
      isMalformedAt(0, tooLarge, Lib0Reader::varUint);
    }

    @Test
    void isRejectedWhenItGoesOnForEver() {
      byte[] endless = new byte[100];
      Arrays.fill(endless, (byte) 0x80);
      isMalformedAt(0, endless, Lib0Reader::varUint);
    }

    @Test
    void hasSevenBitsPerByteLowestFirst() {
      assertArrayEquals(bytes(0), written(out -> out.varUint(0)));
      assertArrayEquals(bytes(0x7F), written(out -> out.varUint(127)));
      assertArrayEquals(bytes(0x80, 1), written(out -> out.varUint(128)));
      assertArrayEquals(bytes(0xAC, 2), written(out -> out.varUint(300)));
    }

    @Test
    void readsBackUpTo53Bits() {
      for (int shift = 0; shift <= 53; shift++) {
        long value = (1L << shift) - 1;
        byte[] bytes = written(out -> out.varUint(value));
        assertEquals(value, new Lib0Reader(bytes).varUint());
      }
    }

    @Test
    void asACountIsRejectedWhenTheBytesCannotHoldSoMany() {
      byte[] bomb = written(out -> out.varUint(1 << 30));
      isMalformedAt(0, bomb, in -> in.count(1));
      isMalformedAt(0, bytes(2, 0, 0, 0), in -> in.count(2));
      assertEquals(2, new Lib0Reader(bytes(2, 0, 0, 0, 0)).count(2));
    }
  }

  @Nested
  class VarInt {
    @Test
    void keepsItsSign() {
      for (long value : new long[] {0, 1, -1, 63, -64, 64, 12345, -12345, Integer.MIN_VALUE}) {
        byte[] bytes = written(out -> out.varInt(value));
        assertEquals(value, new Lib0Reader(bytes).varInt());
      }
    }

    @Test
    void canBeMinusZero() {
      assertArrayEquals(bytes(0x40), written(out -> out.varInt(0, true)));
    }

    @Test
    void isRejectedWhenItGoesOnForEver() {
      byte[] endless = new byte[100];
      Arrays.fill(endless, (byte) 0xFF);
      isMalformedAt(0, endless, Lib0Reader::varInt);
    }
  }

  @Nested
  class Strings {
    @Test
    void readBackWithEveryKindOfCharacter() {
      String text = "plain \u00e9 \u6f22\u5b57 \ud83d\ude00 \ufeff \u0000";
      byte[] bytes = written(out -> out.varString(text));
      assertEquals(text, new Lib0Reader(bytes).varString());
    }

    @Test
    void haveAReplacementForALoneSurrogate() {
      byte[] bytes = written(out -> out.varString("a\ud83d"));
      assertEquals("a\ufffd", new Lib0Reader(bytes).varString());
    }

    @Test
    void areRejectedWhenLongerThanTheBytes() {
      isMalformedAt(0, bytes(5, 'a', 'b'), Lib0Reader::varString);
    }

    @Test
    void areRejectedWhenNotUtf8() {
      isMalformedAt(1, bytes(1, 0x80), Lib0Reader::varString);
      isMalformedAt(1, bytes(2, 0xC0, 0x80), Lib0Reader::varString);
      isMalformedAt(1, bytes(3, 0xED, 0xA0, 0x80), Lib0Reader::varString);
      isMalformedAt(1, bytes(3, 0xE0, 0x9F, 0x80), Lib0Reader::varString);
      isMalformedAt(1, bytes(4, 0xF4, 0x90, 0x80, 0x80), Lib0Reader::varString);
      isMalformedAt(1, bytes(4, 0xF0, 0x8F, 0x80, 0x80), Lib0Reader::varString);
      isMalformedAt(2, bytes(3, 'a', 0xE2, 0x82), Lib0Reader::varString);
      isMalformedAt(1, bytes(1, 0xF5), Lib0Reader::varString);
    }
  }

  @Nested
  class FixedWidth {
    @Test
    void numbersHaveTheirHighestByteFirst() {
      assertArrayEquals(bytes(1, 2, 3, 4), written(out -> out.int32(0x01020304)));
      assertEquals(0x0102030405060708L, new Lib0Reader(bytes(1, 2, 3, 4, 5, 6, 7, 8)).int64());
      assertEquals(1.5, new Lib0Reader(written(out -> out.float64(1.5))).float64());
      assertEquals(1.5f, new Lib0Reader(written(out -> out.float32(1.5f))).float32());
    }
  }

  @Test
  void aReaderOfAPartSeesNoMoreThanThat() {
    var in = new Lib0Reader(bytes(1, 2, 3, 4), 1, 3);
    assertEquals(2, in.u8());
    assertEquals(3, in.u8());
    assertFalse(in.hasMore());
    assertThrows(MalformedException.class, in::u8);
  }

  @Test
  void byteArraysAreCopies() {
    byte[] source = bytes(2, 7, 8);
    byte[] read = new Lib0Reader(source).varBytes();
    source[1] = 0;
    assertArrayEquals(bytes(7, 8), read);
  }
}
