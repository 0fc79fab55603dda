package dev.meridian.collab.testing;

import static dev.meridian.testing.TestDatabase.await;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// A socket that sends whatever it is told, as a hostile client would.
public final class RawSocket {
  /// Kept, for a client that nobody holds is closed by the garbage collector.
  private final WebSocketClient client;

  private final WebSocket socket;
  private final AtomicReference<Integer> closeCode = new AtomicReference<>();
  private final AtomicReference<String> closeReason = new AtomicReference<>();
  private final List<byte[]> received = new CopyOnWriteArrayList<>();

  /// Listens before it connects, for a server may speak first.
  private RawSocket(WebSocketClient client, WebSocketConnectOptions options) {
    this.client = client;
    ClientWebSocket connecting = client.webSocket();
    connecting.binaryMessageHandler(message -> received.add(message.getBytes()));
    connecting.closeHandler(_ -> {
      closeReason.set(connecting.closeReason());
      Short code = connecting.closeStatusCode();
      closeCode.set(code == null ? 1006 : code.intValue());
    });
    this.socket = await(connecting.connect(options));
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

  /// Stops reading from the network, so that the server's writes pile up. A paused [WebSocket]
  /// would still take some messages, of whatever size.
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
    NodeClients.until("the server closes", Duration.ofSeconds(15), this::isClosed);
    return closeCode.get() + " " + closeReason.get();
  }

  public void close() {
    socket.close();
    client.close();
  }
}
