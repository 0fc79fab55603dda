package dev.meridian.collab.testing;

import static dev.meridian.testing.TestDatabase.await;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// A socket that sends whatever it is told, as a hostile client would.
public final class RawSocket {
  /// Kept, for a client that nobody holds is closed by the garbage collector.
  private final WebSocketClient client;

  private final ClientWebSocket socket;
  private final AtomicReference<Integer> closeCode = new AtomicReference<>();
  private final AtomicReference<String> closeReason = new AtomicReference<>();
  private final List<byte[]> received = new CopyOnWriteArrayList<>();

  /// Handlers come first, so that nothing is missed that the server says at once.
  private RawSocket(WebSocketClient client, WebSocketConnectOptions options) {
    this.client = client;
    this.socket = client.webSocket();
    socket.binaryMessageHandler(message -> received.add(message.getBytes()));
    socket.closeHandler(_ -> {
      closeReason.set(socket.closeReason());
      Short code = socket.closeStatusCode();
      closeCode.set(code == null ? 1006 : code.intValue());
    });
    await(socket.connect(options));
  }

  public static RawSocket open(Vertx vertx, WebSocketConnectOptions options) {
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setReceiveBufferSize(64 << 10)
                .setMaxFrameSize(64 << 20)
                .setMaxMessageSize(64 << 20));
    return new RawSocket(client, options);
  }

  /// The status with which the upgrade is refused.
  public static int refusal(Vertx vertx, WebSocketConnectOptions options) {
    try {
      open(vertx, options);
      return 101;
    } catch (UpgradeRejectedException refused) {
      return refused.getStatus();
    }
  }

  public RawSocket send(byte[] frame) {
    socket.writeBinaryMessage(Buffer.buffer(frame));
    return this;
  }

  public RawSocket sendText(String text) {
    socket.writeTextMessage(text);
    return this;
  }

  /// Takes no byte from the network, so that the server's writes pile up. To pause the socket would
  /// not do: it goes on reading a number of messages, however large they are.
  public RawSocket stall() {
    channel().config().setAutoRead(false);
    return this;
  }

  public RawSocket readOn() {
    channel().config().setAutoRead(true);
    return this;
  }

  private Channel channel() {
    return ((WebSocketInternal) socket).channelHandlerContext().channel();
  }

  public List<byte[]> received() {
    return received;
  }

  public boolean isClosed() {
    return closeCode.get() != null;
  }

  /// Waits for the close, and gives `code reason`.
  public String closing() {
    NodeClients.until("the server closes", this::isClosed);
    return closeCode.get() + " " + closeReason.get();
  }

  public void close() {
    socket.close();
    client.close();
  }
}
