package dev.meridian.abuse;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A connection of bytes, for peers that keep to no protocol.
final class Tcp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CLOSE = 8;
  private static final int RECEIVE_BUFFER = 8 * 1024;

  private final Socket socket = new Socket();

  Tcp(int port) {
    try {
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Tcp write(String text) {
    return write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Tcp write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the bytes went out; not when the server has ended the connection.
  boolean writes(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// The request line and headers of an upgrade, with more headers.
  static String upgrade(String path, String headers) {
    return """
    GET %s HTTP/1.1\r
    Host: 127.0.0.1\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
    %s\r
    """
        .formatted(path, headers);
  }

  /// Reads the head of an answer.
  String head() {
    var head = new ByteArrayOutputStream();
    try {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        head.write(next);
      }
      return head.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The header of a frame of a client, masked with zeros, of 126 bytes or more.
  ///
  /// @param first the final bit, reserved bits and the kind
  static byte[] frameHeader(int first, long length) {
    var out = new ByteArrayOutputStream();
    out.write(first);
    boolean isLong = length > 0xffff;
    out.write(0x80 | (isLong ? 127 : 126));
    for (int shift = isLong ? 56 : 8; shift >= 0; shift -= 8) {
      out.write((int) (length >>> shift) & 0xff);
    }
    out.writeBytes(new byte[4]);
    return out.toByteArray();
  }

  static byte[] frame(int first, byte[] payload) {
    var out = new ByteArrayOutputStream();
    out.write(first);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else {
      out.write(0x80 | 126);
      out.write(payload.length >>> 8);
      out.write(payload.length & 0xff);
    }
    out.writeBytes(new byte[4]);
    out.writeBytes(payload);
    return out.toByteArray();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Frame(int kind, byte[] payload) {}

  private Frame read() throws IOException {
    socket.setSoTimeout((int) PATIENCE.toMillis());
    var in = new DataInputStream(socket.getInputStream());
    int kind = in.readUnsignedByte() & 0xf;
    int length = in.readUnsignedByte();
    long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
    byte[] payload = new byte[(int) size];
    in.readFully(payload);
    return new Frame(kind, payload);
  }

  /// Waits until the server has said something.
  Tcp hears() {
    try {
      read();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads frames up to the close, and gives its code; 1006 when the connection just ends.
  int closeCode() {
    try {
      Frame frame = read();
      while (frame.kind() != CLOSE) {
        frame = read();
      }
      return (frame.payload()[0] & 0xff) << 8 | frame.payload()[1] & 0xff;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server did not end the connection", e);
    } catch (IOException _) {
      return 1006;
    }
  }

  /// Waits until the server ends the connection; how long that took.
  Duration untilEnded() {
    long start = System.nanoTime();
    try {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      while (socket.getInputStream().read() >= 0) {
        // whatever it says
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server did not end the connection", e);
    } catch (IOException _) {
      // it did
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
