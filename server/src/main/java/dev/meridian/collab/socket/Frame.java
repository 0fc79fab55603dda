package dev.meridian.collab.socket;

import dev.meridian.collab.peer.Forms;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// One message as a WebSocket frame, ready for any number of sockets: frames of a server are not
/// masked, so that the same bytes serve everybody.
record Frame(ByteBuf bytes) implements Forms.Form {
  private static final int FIN_BINARY = 0x82;
  private static final int FIN_PING = 0x89;
  private static final int SMALL = 125;
  private static final int MIDDLE = 0xFFFF;
  private static final int LENGTH_OF_2_BYTES = 126;
  private static final int LENGTH_OF_8_BYTES = 127;
  private static final int HEADER = 10;

  static Frame of(byte[] message) {
    ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(message.length + HEADER);
    out.writeByte(FIN_BINARY);
    if (message.length <= SMALL) {
      out.writeByte(message.length);
    } else if (message.length <= MIDDLE) {
      out.writeByte(LENGTH_OF_2_BYTES).writeShort(message.length);
    } else {
      out.writeByte(LENGTH_OF_8_BYTES).writeLong(message.length);
    }
    return new Frame(out.writeBytes(message));
  }

  static Frame ping() {
    return new Frame(ByteBufAllocator.DEFAULT.directBuffer(2).writeByte(FIN_PING).writeByte(0));
  }

  /// The same bytes for one more socket.
  ByteBuf share() {
    return bytes.retainedDuplicate();
  }

  @Override
  public void close() {
    bytes.release();
  }
}
