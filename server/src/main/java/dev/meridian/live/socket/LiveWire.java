package dev.meridian.live.socket;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.socket.Throttle;
import dev.meridian.live.LiveLimits;
import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;

/// A WebSocket of text messages with its manners: signs of life in both directions, a limit to the
/// sender's rate, patience with slow readers. Touched only on its own event loop; [#onLoop] is the
/// door in.
final class LiveWire {
  private static final int CHECKS_PER_PATIENCE = 4;
  private static final short NORMAL = 1000;

  /// Who uses the wire.
  interface User {
    void message(String text);

    String heartbeat();

    /// The socket takes no more for now.
    void slow();

    void drained();

    /// @param isSlowReader whether it was closed for taking nothing
    void closed(boolean isSlowReader);
  }

  private final Vertx vertx;
  private final Context context;
  private final ServerWebSocket socket;
  private final LiveLimits limits;
  private final User user;
  private final Throttle throttle;
  private final Channel channel;
  private final long heartbeatTimer;
  private long lastHeardNanos = System.nanoTime();
  private boolean isSlow;
  private boolean isClosed;
  private long leftToWrite;
  private int checksWithoutProgress;
  private int holds;

  LiveWire(Vertx vertx, Context context, ServerWebSocket socket, LiveLimits limits, User user) {
    this.vertx = vertx;
    this.context = context;
    this.socket = socket;
    this.limits = limits;
    this.user = user;
    this.throttle =
        new Throttle(limits.messagesPerSecond(), limits.bytesPerSecond(), lastHeardNanos);
    this.channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
    this.heartbeatTimer = vertx.setPeriodic(limits.heartbeat().toMillis(), _ -> heartbeat());
    socket.textMessageHandler(this::receive);
    socket.binaryMessageHandler(_ -> close(CloseCode.MALFORMED, "binary"));
    socket.pongHandler(_ -> lastHeardNanos = System.nanoTime());
    socket.exceptionHandler(_ -> {});
    socket.closeHandler(_ -> ended(false));
    socket.drainHandler(_ -> drained());
  }

  /// Runs the work on the socket's loop, in the order of the calls from one thread.
  void onLoop(Handler<Void> work) {
    context.runOnContext(work);
  }

  void send(String text) {
    if (isClosed || socket.isClosed()) {
      return;
    }
    socket.writeTextMessage(text);
    if (!isSlow && socket.writeQueueFull()) {
      isSlow = true;
      checksWithoutProgress = 0;
      leftToWrite = channel.bytesBeforeWritable();
      user.slow();
      checkProgressLater();
    }
  }

  /// Hears nothing more until [#release]; what is here already may still come.
  void hold() {
    if (holds++ == 0) {
      socket.pause();
    }
  }

  void release() {
    if (--holds == 0 && !isClosed) {
      socket.resume();
    }
  }

  boolean isSlow() {
    return isSlow;
  }

  boolean isClosed() {
    return isClosed;
  }

  /// Ends the connection; what is still on its way in is not heard any more.
  void close(CloseCode code, String reason) {
    close(code.code(), reason, false);
  }

  private void close(short code, String reason, boolean isSlowReader) {
    if (!isClosed) {
      if (!socket.isClosed()) {
        socket.close(code, reason);
      }
      ended(isSlowReader);
    }
  }

  private void receive(String text) {
    if (isClosed) {
      return;
    }
    lastHeardNanos = System.nanoTime();
    var pause = throttle.take(text.length(), lastHeardNanos);
    if (!pause.isZero()) {
      hold();
      vertx.setTimer(Math.max(1, pause.toMillis()), _ -> release());
    }
    if (text.length() > limits.messageBytes()) {
      close(CloseCode.OVER_LIMIT, "message-too-large");
    } else {
      user.message(text);
    }
  }

  private void heartbeat() {
    if (System.nanoTime() - lastHeardNanos > limits.silence().toNanos()) {
      close(NORMAL, "silence", false);
    } else if (!isSlow && !isClosed) {
      socket.writePing(Buffer.buffer());
      send(user.heartbeat());
    }
  }

  private void checkProgressLater() {
    vertx.setTimer(
        limits.patienceWithReaders().toMillis() / CHECKS_PER_PATIENCE, _ -> checkProgress());
  }

  private void checkProgress() {
    if (!isSlow || isClosed) {
      return;
    }
    long left = channel.bytesBeforeWritable();
    checksWithoutProgress = left == leftToWrite ? checksWithoutProgress + 1 : 0;
    leftToWrite = left;
    if (checksWithoutProgress >= CHECKS_PER_PATIENCE) {
      close(CloseCode.RESYNC.code(), "slow-reader", true);
    } else {
      checkProgressLater();
    }
  }

  private void drained() {
    if (isSlow && !isClosed) {
      isSlow = false;
      user.drained();
    }
  }

  private void ended(boolean isSlowReader) {
    if (!isClosed) {
      isClosed = true;
      vertx.cancelTimer(heartbeatTimer);
      user.closed(isSlowReader);
    }
  }
}
