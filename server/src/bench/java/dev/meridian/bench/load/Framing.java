package dev.meridian.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What the generator needs of the two wire formats.
public enum Framing {
  Y_WEBSOCKET,
  HOCUSPOCUS;

  private static final int TOKEN = 2;

  static byte[] varUint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(6);
    long rest = value;
    while (rest > 0x7F) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  /// What precedes the message type.
  byte[] prefix(String document) {
    return this == Y_WEBSOCKET ? new byte[0] : string(document);
  }

  byte[] token(String document, String token) {
    return join(string(document), new byte[] {TOKEN, 0}, string(token));
  }

  private static byte[] string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return join(varUint(bytes.length), bytes);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
