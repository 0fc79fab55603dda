package dev.meridian.collab.socket.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// How many bytes a connection may send until it has shown a good token, counted as they arrive and
/// not by frames, for a frame is put together in memory before anybody sees it. Lives in the
/// connection's pipeline; what is beyond the budget is dropped.
public final class ByteBudget extends ChannelInboundHandlerAdapter {
  private final Runnable beyond;
  private long left;

  private ByteBudget(int bytes, Runnable beyond) {
    this.left = bytes;
    this.beyond = beyond;
  }

  /// @param beyond called once, on the channel's event loop
  public static ByteBudget of(Channel channel, int bytes, Runnable beyond) {
    ByteBudget budget = new ByteBudget(bytes, beyond);
    channel.pipeline().addFirst(budget);
    return budget;
  }

  /// From now on everything is let through.
  public void lift(Channel channel) {
    if (channel.pipeline().context(this) != null) {
      channel.pipeline().remove(this);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      boolean within = left >= 0;
      left -= bytes.readableBytes();
      if (left < 0) {
        bytes.release();
        if (within) {
          beyond.run();
        }
        return;
      }
    }
    context.fireChannelRead(message);
  }
}
