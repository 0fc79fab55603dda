package dev.meridian.collab.framing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.sync.SyncMessage;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules H1 to H9 as far as they are about bytes.
class HocuspocusMessagesTest {
  private static final RoomKey ROOM = new RoomKey("doc");

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static HocuspocusClientMessage decode(String hex) {
    return HocuspocusClientMessage.decode(bytes(hex));
  }

  @Nested
  class Decode {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "", // nothing
          "03 64 6f", // the room is cut short
          "03 646f63", // no type
          "03 646f63 04 00", // H7: between servers
          "03 646f63 06 00", // H7: broadcast stateless
          "03 646f63 08 01", // H7: sync status is ours
          "03 646f63 0b", // H7: unknown
          "03 646f63 00 03 00", // unknown sync message
          "03 646f63 00 00 05 01", // state vector cut short
          "03 646f63 00 00 01 00 00", // H7: more than one message
          "03 646f63 02 01 00", // denied is ours
          "03 646f63 02 00 05 61", // token cut short
          "ff ff ff ff ff ff ff ff ff 01", // a giant length
          "03 c3 28 00 03", // no UTF-8
          "01"
        })
    void refusesWhatIsNoMessage(String hex) {
      assertThrows(MalformedException.class, () -> decode(hex));
    }

    @Test
    void pingAndPongAreSingleBytesWithoutRoom() {
      assertInstanceOf(HocuspocusClientMessage.Ping.class, decode("09"));
      assertInstanceOf(HocuspocusClientMessage.Pong.class, decode("0a"));
    }

    @Test
    void takesATokenWithAndWithoutTheProvidersVersion() {
      assertEquals(
          new HocuspocusClientMessage.Token(ROOM, "jwt"), decode("03 646f63 02 00 03 6a7774"));
      assertEquals(
          new HocuspocusClientMessage.Token(ROOM, "jwt"),
          decode("03 646f63 02 00 03 6a7774 05 342e382e30"));
    }

    @Test
    void theSessionIdIsNoPartOfTheDocumentsName() {
      Lib0Writer out = new Lib0Writer();
      out.varString("doc\0session");
      out.varUint(7);

      var leave = (HocuspocusClientMessage.Leave) HocuspocusClientMessage.decode(out.toBytes());

      assertEquals("doc", leave.room().documentName());
      assertEquals("doc\0session", leave.room().text());
    }

    @Test
    void everyPrefixOfAMessageIsRefused() {
      byte[] whole = bytes("03 646f63 00 02 04 00 01 02 03");
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThrows(MalformedException.class, () -> HocuspocusClientMessage.decode(cut));
      }
    }

    @Test
    void randomBytesAreDecodedOrRefusedAndNothingElse() {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      for (int i = 0; i < 20_000; i++) {
        byte[] noise = new byte[random.nextInt(24)];
        random.nextBytes(noise);
        try {
          HocuspocusClientMessage.decode(noise);
        } catch (MalformedException _) {
          // refused
        } catch (RuntimeException broken) {
          throw new AssertionError("seed " + seed, broken);
        }
      }
    }
  }

  @Nested
  class Encode {
    @Test
    void startsWithTheRoomAsReceived() {
      assertArrayEquals(
          bytes("05 646f630073 08 01"),
          new HocuspocusServerMessage.SyncStatus(true).encode(new RoomKey("doc\0s")));
    }

    @Test
    void writesTheProvidersBytes() {
      assertArrayEquals(
          bytes("03 646f63 02 02 0a 726561642d7772697465"),
          new HocuspocusServerMessage.Authenticated(true).encode(ROOM));
      assertArrayEquals(
          bytes("03 646f63 02 02 08 726561646f6e6c79"),
          new HocuspocusServerMessage.Authenticated(false).encode(ROOM));
      assertArrayEquals(
          bytes("03 646f63 02 01 02 6e6f"),
          new HocuspocusServerMessage.PermissionDenied("no").encode(ROOM));
      assertArrayEquals(
          bytes("03 646f63 00 01 02 0000"),
          new HocuspocusServerMessage.Sync(new SyncMessage.Step2(new byte[2])).encode(ROOM));
      assertArrayEquals(
          bytes("03 646f63 01 01 00"),
          new HocuspocusServerMessage.Awareness(new byte[1]).encode(ROOM));
    }
  }
}
