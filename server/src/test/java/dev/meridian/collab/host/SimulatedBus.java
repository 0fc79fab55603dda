package dev.meridian.collab.host;

import dev.meridian.bus.Bus;
import dev.meridian.bus.Subscription;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/// Redis on a bad day: messages between nodes are lost, come twice, late and in another order.
final class SimulatedBus {
  private static final int LONG = 400;

  private record Listener(End node, String channel, Handler<Buffer> handler) {}

  private final SimulatedTime time;
  private final List<Listener> listeners = new ArrayList<>();
  boolean isFlawless;

  SimulatedBus(SimulatedTime time) {
    this.time = time;
  }

  End endOf(SimulatedTime.NodeLoop loop) {
    return new End(loop);
  }

  /// A node's end of it.
  final class End implements Bus {
    private final SimulatedTime.NodeLoop loop;

    private End(SimulatedTime.NodeLoop loop) {
      this.loop = loop;
    }

    @Override
    public Future<Void> tellHere(String channel, Buffer message) {
      throw new UnsupportedOperationException("documents tell others only");
    }

    @Override
    public void tellOthers(String channel, Buffer message) {
      for (Listener listener : List.copyOf(listeners)) {
        if (listener.node() != this && listener.channel().equals(channel)) {
          carry(listener, message);
        }
      }
    }

    private void carry(Listener listener, Buffer message) {
      int copies = isFlawless ? 1 : time.chance(20) ? 0 : time.chance(20) ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        time.within(
            !isFlawless && time.chance(20) ? LONG : 3,
            () -> listener.node().loop.execute(() -> listener.handler().handle(message)));
      }
    }

    @Override
    public Subscription subscribe(String channel, Handler<Buffer> handler) {
      Listener listener = new Listener(this, channel, handler);
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    void end() {
      listeners.removeIf(listener -> listener.node() == this);
    }
  }
}
