package dev.meridian.collab.socket.guard;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.function.IntConsumer;

/// What the transport does by itself and should do otherwise. Lives in the connection's pipeline.
///
/// - It answers each ping at once: of a peer that does not take what it is sent, the answers would
///   pile up in memory, so such pings are dropped.
/// - It cuts a connection with a broken or giant frame: the peer is told why before that.
/// - It goes on with a message of too many fragments, whose bytes it drops: that ends the
///   connection as well.
public final class TransportGuard extends ChannelInboundHandlerAdapter {
  /// What a fragment counts for at least.
  private static final int FRAGMENT_BYTES = 256;

  private final int maxMessageBytes;
  private final IntConsumer closing;
  private long messageBytes;
  private boolean ends;

  /// @param closing hears the close code
  public TransportGuard(int maxMessageBytes, IntConsumer closing) {
    this.maxMessageBytes = maxMessageBytes;
    this.closing = closing;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof WebSocketFrame frame && isDropped(context, frame)) {
      frame.release();
    } else {
      context.fireChannelRead(message);
    }
  }

  private boolean isDropped(ChannelHandlerContext context, WebSocketFrame frame) {
    return switch (frame) {
      case PingWebSocketFrame _ -> ends || !context.channel().isWritable();
      case PongWebSocketFrame _, CloseWebSocketFrame _ -> ends;
      default -> ends || isTooMuch(context, frame);
    };
  }

  private boolean isTooMuch(ChannelHandlerContext context, WebSocketFrame frame) {
    if (!(frame instanceof ContinuationWebSocketFrame)) {
      messageBytes = 0;
    }
    messageBytes += Math.max(FRAGMENT_BYTES, frame.content().readableBytes());
    if (messageBytes > maxMessageBytes + FRAGMENT_BYTES) {
      end(context, WebSocketCloseStatus.MESSAGE_TOO_BIG).addListener(ChannelFutureListener.CLOSE);
    }
    return ends;
  }

  private ChannelFuture end(ChannelHandlerContext context, WebSocketCloseStatus status) {
    ends = true;
    closing.accept(status.code());
    return context.writeAndFlush(new CloseWebSocketFrame(status));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      end(context, corrupted.closeStatus());
    }
    context.fireExceptionCaught(cause);
  }
}
