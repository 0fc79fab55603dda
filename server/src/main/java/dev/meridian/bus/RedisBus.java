package dev.meridian.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/// The bus of several nodes: Redis pub/sub between them, a [LocalBus] within this one. While Redis
/// is away this node still hears itself. May be used from any thread.
///
/// A message in Redis is the eight bytes of the publishing node's random number, then the message.
/// Only channels that somebody here subscribed to are subscribed to in Redis.
public final class RedisBus implements Bus, AutoCloseable {
  private static final int NODE_BYTES = Long.BYTES;

  private final LocalBus local;
  private final RedisLink link;
  private final BusMetrics metrics;
  private final long node = ThreadLocalRandom.current().nextLong();
  private final Map<String, Integer> subscribers = new HashMap<>();

  private RedisBus(Vertx vertx, String url, String prefix, BusMetrics metrics) {
    this.local = new LocalBus(vertx);
    this.metrics = metrics;
    this.link = new RedisLink(vertx, url, prefix + ":", this::received, metrics);
  }

  /// Starts to connect; a Redis that is away at the moment is waited for in the background.
  ///
  /// @param url `redis://[user:password@]host:port[/number]`, or `rediss://…`
  /// @param prefix of all channels, so that installations can share a Redis
  public static RedisBus start(Vertx vertx, String url, String prefix, MeterRegistry registry) {
    var bus = new RedisBus(vertx, url, prefix, new BusMetrics(registry));
    bus.metrics.watch(bus);
    bus.link.start();
    return bus;
  }

  @Override
  public Future<Void> tellHere(String channel, Buffer message) {
    return local.tellHere(channel, message);
  }

  @Override
  public void tellOthers(String channel, Buffer message) {
    link.publish(
        channel,
        Buffer.buffer(NODE_BYTES + message.length()).appendLong(node).appendBuffer(message));
  }

  private void received(String channel, Buffer message) {
    if (message.length() >= NODE_BYTES && message.getLong(0) != node) {
      metrics.received();
      local.tellHere(channel, message.slice(NODE_BYTES, message.length()));
    }
  }

  @Override
  public Subscription subscribe(String channel, Handler<Buffer> handler) {
    var here = local.subscribe(channel, handler);
    count(channel, 1);
    var open = new AtomicBoolean(true);
    return () -> {
      if (open.getAndSet(false)) {
        here.close();
        count(channel, -1);
      }
    };
  }

  private void count(String channel, int change) {
    synchronized (subscribers) {
      int before = subscribers.getOrDefault(channel, 0);
      int now = before + change;
      if (now == 0) {
        subscribers.remove(channel);
        link.unlisten(channel);
      } else {
        subscribers.put(channel, now);
        if (before == 0) {
          link.listen(channel);
        }
      }
    }
  }

  @Override
  public boolean isConnected() {
    return link.isConnected();
  }

  @Override
  public void close() {
    link.close();
  }
}
