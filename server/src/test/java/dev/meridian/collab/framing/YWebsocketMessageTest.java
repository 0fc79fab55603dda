package dev.meridian.collab.framing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.sync.SyncMessage;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules Y1 to Y5 as far as they are about bytes.
class YWebsocketMessageTest {
  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "02 00 00", // Y5: denied is ours
        "04", // Y5: unknown
        "80 80 80 80 80 80 80 80 80 01", // no type
        "00", // no sync message
        "00 02 05 01", // update cut short
        "00 01 02 0000 00", // Y5: more than one message
        "03 03"
      })
  void refusesWhatIsNoMessage(String hex) {
    assertThrows(MalformedException.class, () -> YWebsocketMessage.decode(bytes(hex)));
  }

  @Test
  void readsWhatClientsSend() {
    assertInstanceOf(YWebsocketMessage.QueryAwareness.class, YWebsocketMessage.decode(bytes("03")));
    var sync = (YWebsocketMessage.Sync) YWebsocketMessage.decode(bytes("00 02 02 0000"));
    assertArrayEquals(new byte[2], ((SyncMessage.Update) sync.message()).update());
  }

  @Test
  void writesTheClientsBytes() {
    assertArrayEquals(
        bytes("00 00 01 00"),
        new YWebsocketMessage.Sync(new SyncMessage.Step1(new byte[1])).encode());
    assertArrayEquals(bytes("01 01 00"), new YWebsocketMessage.Awareness(new byte[1]).encode());
    assertArrayEquals(
        bytes("02 00 02 6e6f"), new YWebsocketMessage.PermissionDenied("no").encode());
  }
}
