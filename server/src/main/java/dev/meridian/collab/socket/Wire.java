package dev.meridian.collab.socket;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.CollabMetrics;
import dev.meridian.collab.socket.guard.ByteBudget;
import dev.meridian.collab.socket.guard.TransportGuard;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One WebSocket with the manners that both framings share: signs of life in both directions, a
/// limit to the sender's rate, patience with slow readers. Touched only on its own event loop;
/// [#onLoop] is the door in.
final class Wire {
  private static final int CHECKS_PER_PATIENCE = 4;
  private static final short NORMAL = 1000;

  /// How much the kernel takes of what cannot be sent yet; it would take megabytes for a reader
  /// that reads nothing. Only the epoll transport knows this option, others do without.
  private static final ChannelOption<Long> UNSENT_IN_KERNEL =
      ChannelOption.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_NOTSENT_LOWAT");

  private static final long UNSENT_BYTES = 128 * 1024;
  private static final String DRAIN = "meridian-drain";

  /// What a framing makes of its socket.
  interface Framing {
    void message(byte[] frame);

    /// The framing's own sign of life, which its stock clients wait for.
    byte[] heartbeat();

    /// The socket takes no more for now; send nothing until [#drained].
    void slow();

    void drained();

    void closed();
  }

  private final Vertx vertx;
  private final Context context;
  private final ServerWebSocket socket;
  private final SocketLog log;
  private final OpenSockets sockets;
  private final CollabLimits limits;
  private final CollabMetrics metrics;
  private final Framing framing;
  private final Throttle throttle;

  /// Of the first handler, so that frames pass no encoder. There is no TLS here; a proxy does that.
  private final ChannelHandlerContext pipeline;

  private final Channel channel;
  private final long heartbeatTimer;
  private long lastHeardNanos;
  private @Nullable ByteBudget budget;
  private boolean slow;
  private long leftToWrite;
  private int checksWithoutProgress;
  private boolean closed;

  Wire(
      SocketServices services,
      Context context,
      ServerWebSocket socket,
      SocketLog log,
      Framing framing) {
    this.vertx = services.vertx();
    this.sockets = services.sockets();
    this.context = context;
    this.socket = socket;
    this.log = log;
    this.limits = services.limits();
    this.metrics = services.metrics();
    this.framing = framing;
    this.lastHeardNanos = System.nanoTime();
    this.throttle =
        new Throttle(limits.messagesPerSecond(), limits.bytesPerSecond(), lastHeardNanos);
    ChannelHandlerContext transport = ((WebSocketInternal) socket).channelHandlerContext();
    this.channel = transport.channel();
    channel
        .pipeline()
        .addBefore(
            transport.name(),
            null,
            new TransportGuard(limits.frameBytes(), code -> metrics.closed(code, "transport")));
    channel.config().setOption(UNSENT_IN_KERNEL, UNSENT_BYTES);
    channel.pipeline().addFirst(DRAIN, new Drain());
    this.pipeline = channel.pipeline().context(DRAIN);
    this.heartbeatTimer = vertx.setPeriodic(limits.heartbeat().toMillis(), _ -> heartbeat());
    socket.binaryMessageHandler(this::receive);
    socket.textMessageHandler(_ -> close(CloseCode.MALFORMED, "text"));
    socket.pongHandler(_ -> lastHeardNanos = System.nanoTime());
    socket.exceptionHandler(_ -> {});
    socket.closeHandler(_ -> ended());
  }

  /// Takes only so many bytes, until [#limitNoBytes].
  void limitBytes(int bytes, String reason) {
    budget = ByteBudget.of(channel, bytes, () -> onLoop(_ -> close(CloseCode.OVER_LIMIT, reason)));
  }

  void limitNoBytes() {
    if (budget != null) {
      budget.lift(channel);
      budget = null;
    }
  }

  /// Runs the work on the socket's loop, in the order of the calls from one thread.
  void onLoop(Handler<Void> work) {
    context.runOnContext(work);
  }

  /// The loop of the socket, as [#onLoop] uses it.
  Executor loop() {
    return channel.eventLoop();
  }

  void send(byte[] message) {
    try (Frame frame = Frame.of(message)) {
      write(frame);
    }
    flush();
  }

  /// Writes a message; it leaves with [#flush].
  void write(Frame frame) {
    if (!closed && !socket.isClosed()) {
      pipeline.write(frame.share(), pipeline.voidPromise());
    }
  }

  /// Lets leave what was written, in one system call if possible.
  void flush() {
    pipeline.flush();
    if (!slow && !closed && !channel.isWritable()) {
      slow = true;
      sockets.becameSlow();
      checksWithoutProgress = 0;
      leftToWrite = leftToWrite();
      framing.slow();
      checkProgressLater();
    }
  }

  /// Ends the connection; what is still on its way in is not heard any more.
  void close(CloseCode code, String reason) {
    if (!closed) {
      metrics.closed(code.code(), reason);
      if (!socket.isClosed()) {
        log.closing(code.code(), reason);
        socket.close(code.code(), reason);
      }
      ended();
    }
  }

  /// Whether the socket takes nothing at the moment.
  boolean isSlow() {
    return slow;
  }

  boolean isClosed() {
    return closed;
  }

  private void receive(Buffer message) {
    if (closed) {
      return;
    }
    long now = System.nanoTime();
    lastHeardNanos = now;
    Duration pause = throttle.take(message.length(), now);
    if (!pause.isZero()) {
      metrics.throttled();
      socket.pause();
      vertx.setTimer(Math.max(1, pause.toMillis()), _ -> socket.resume());
    }
    framing.message(message.getBytes());
  }

  private void heartbeat() {
    if (socket.isClosed()) {
      return;
    }
    if (!endIfSilent() && !slow) {
      try (Frame ping = Frame.ping()) {
        write(ping); // leaves with the next
      }
      send(framing.heartbeat());
    }
  }

  /// Looks again at the end of the silence when that comes before the next heartbeat.
  private boolean endIfSilent() {
    long left = limits.silence().toNanos() - (System.nanoTime() - lastHeardNanos);
    if (left <= 0 && !closed) {
      metrics.closed(NORMAL, "silence");
      log.closing(NORMAL, "silence");
      socket.close(NORMAL, "silence");
      ended();
    } else if (left < limits.heartbeat().toNanos() && !closed) {
      vertx.setTimer(Duration.ofNanos(left).toMillis() + 1, _ -> endIfSilent());
    }
    return closed;
  }

  private void checkProgressLater() {
    channel
        .eventLoop()
        .schedule(
            this::checkProgress,
            limits.patienceWithReaders().toMillis() / CHECKS_PER_PATIENCE,
            TimeUnit.MILLISECONDS);
  }

  private void checkProgress() {
    if (!slow || closed) {
      return;
    }
    long left = leftToWrite();
    checksWithoutProgress = left == leftToWrite ? checksWithoutProgress + 1 : 0;
    leftToWrite = left;
    if (checksWithoutProgress >= CHECKS_PER_PATIENCE) {
      sockets.gaveUp();
      close(CloseCode.RESYNC, "slow-reader");
    } else {
      checkProgressLater();
    }
  }

  /// Bytes that wait for the socket. A message counts as waiting until all of it is written, so
  /// what was written of it is taken off.
  private long leftToWrite() {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes() - waiting.currentProgress();
  }

  private void drained() {
    if (slow && !closed) {
      slow = false;
      sockets.isSlowNoMore();
      framing.drained();
    }
  }

  private final class Drain extends ChannelInboundHandlerAdapter {
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      if (channel.isWritable()) {
        drained();
      }
      context.fireChannelWritabilityChanged();
    }
  }

  private void ended() {
    if (!closed) {
      closed = true;
      if (slow) {
        sockets.isSlowNoMore();
      }
      vertx.cancelTimer(heartbeatTimer);
      framing.closed();
      log.closed(socket);
    }
  }
}
