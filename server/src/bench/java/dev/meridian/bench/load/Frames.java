package dev.meridian.bench.load;

import java.nio.ByteBuffer;

/// WebSocket frames of a client.
final class Frames {
  static final int BINARY = 2;
  static final int PONG = 10;
  private static final byte[] MASK = {0x37, (byte) 0xA1, 0x5C, (byte) 0xE9};
  private static final int MASKED = 0x80;
  private static final int FIN = 0x80;
  private static final int SMALL = 125;
  private static final int MIDDLE = 0xFFFF;

  private Frames() {}

  static ByteBuffer of(int opcode, byte[] payload) {
    ByteBuffer out = ByteBuffer.allocate(payload.length + 14);
    out.put((byte) (FIN | opcode));
    if (payload.length <= SMALL) {
      out.put((byte) (MASKED | payload.length));
    } else if (payload.length <= MIDDLE) {
      out.put((byte) (MASKED | 126)).putShort((short) payload.length);
    } else {
      out.put((byte) (MASKED | 127)).putLong(payload.length);
    }
    out.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      out.put((byte) (payload[i] ^ MASK[i & 3]));
    }
    return out.flip();
  }
}
