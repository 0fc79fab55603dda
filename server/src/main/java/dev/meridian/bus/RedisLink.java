package dev.meridian.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one pair of connections to Redis, as long as it answers. Touched only on its owner's event
/// loop; the public doors hop there.
///
/// A heartbeat goes out through one connection and comes back through the subscription of the
/// other, so a Redis that hangs, or that has forgotten the subscription, is noticed like one that
/// is gone.
///
/// - away → connecting: after a pause that grows and is a little random
/// - connecting → connected: the first heartbeat came back, behind all subscriptions
/// - connecting, connected → away: a connection ended, or no heartbeat for [#SILENCE]
final class RedisLink {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration BEAT = Duration.ofMillis(250);
  private static final Duration SILENCE = Duration.ofMillis(1_250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int MAX_WAITING_COMMANDS = 4_096;

  private final Context owner;
  private final Vertx vertx;
  private final Redis redis;
  private final String prefix;
  private final String heartbeat;
  private final BiConsumer<String, Buffer> receiver;
  private final BusMetrics metrics;
  private final Set<String> channels = new HashSet<>();
  private @Nullable RedisLine line;
  private long lastSign;
  private long nextAttempt;
  private int failures;
  private boolean closed;
  private long timer = -1;
  private volatile boolean connected;

  /// @param prefix of channels in Redis
  /// @param receiver called on the owner's loop with a channel, without prefix, and a message
  RedisLink(
      Vertx vertx,
      String url,
      String prefix,
      BiConsumer<String, Buffer> receiver,
      BusMetrics metrics) {
    this.vertx = vertx;
    this.owner = vertx.getOrCreateContext();
    this.prefix = prefix;
    this.heartbeat = prefix + "heartbeat:" + UUID.randomUUID();
    this.receiver = receiver;
    this.metrics = metrics;
    this.redis =
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString(url)
                .setMaxWaitingHandlers(MAX_WAITING_COMMANDS)
                .setPoolCleanerInterval(-1)
                .setMaxPoolSize(4));
  }

  void start() {
    owner.runOnContext(_ -> {
      timer = vertx.setPeriodic(BEAT.toMillis(), _ -> beat());
      connect();
    });
  }

  boolean isConnected() {
    return connected;
  }

  void publish(String channel, Buffer message) {
    owner.runOnContext(_ -> {
      if (connected && line != null) {
        line.publish(prefix + channel, message).onFailure(_ -> metrics.dropped());
      } else {
        metrics.dropped();
      }
    });
  }

  void listen(String channel) {
    owner.runOnContext(_ -> {
      if (channels.add(prefix + channel) && line != null) {
        line.subscribe(Set.of(prefix + channel));
      }
    });
  }

  void unlisten(String channel) {
    owner.runOnContext(_ -> {
      if (channels.remove(prefix + channel) && line != null) {
        line.unsubscribe(prefix + channel);
      }
    });
  }

  void close() {
    connected = false;
    owner.runOnContext(_ -> {
      closed = true;
      vertx.cancelTimer(timer);
      hangUp();
      redis.close();
    });
  }

  private void beat() {
    long now = System.nanoTime();
    if (now - lastSign > SILENCE.toNanos() && isTrying()) {
      lose("it does not answer");
    } else if (line != null) {
      line.publish(heartbeat, Buffer.buffer().appendLong(now));
    } else if (now >= nextAttempt && !isTrying()) {
      connect();
    }
  }

  /// Whether there is a line, or one is being opened.
  private boolean isTrying() {
    return line != null || nextAttempt == Long.MAX_VALUE;
  }

  private void connect() {
    nextAttempt = Long.MAX_VALUE;
    lastSign = System.nanoTime();
    int attempt = failures;
    RedisLine.open(redis, this::receive)
        .onComplete(opened -> owner.runOnContext(_ -> arrive(attempt, opened)));
  }

  private void arrive(int attempt, io.vertx.core.AsyncResult<RedisLine> opened) {
    boolean isLate = closed || attempt != failures || line != null;
    if (opened.failed()) {
      if (!isLate) {
        lose(String.valueOf(opened.cause().getMessage()));
      }
      return;
    }
    RedisLine fresh = opened.result();
    if (isLate) {
      fresh.close();
      return;
    }
    line = fresh;
    fresh.onEnd(() ->
        owner.runOnContext(_ -> {
          if (line == fresh) {
            lose("the connection ended");
          }
        }));
    Set<String> all = new HashSet<>(channels);
    fresh
        .subscribe(all)
        .compose(_ -> fresh.subscribe(Set.of(heartbeat)))
        .compose(_ -> line == fresh ? beatOnce(fresh) : Future.succeededFuture());
  }

  private Future<?> beatOnce(RedisLine fresh) {
    return fresh.publish(heartbeat, Buffer.buffer().appendLong(System.nanoTime()));
  }

  private void receive(RedisLine from, String channel, Buffer message) {
    owner.runOnContext(_ -> {
      if (from != line) {
        return;
      }
      if (channel.equals(heartbeat)) {
        heard(message.getLong(0));
      } else {
        receiver.accept(channel.substring(prefix.length()), message);
      }
    });
  }

  private void heard(long sentAt) {
    lastSign = System.nanoTime();
    metrics.roundTrip(Duration.ofNanos(lastSign - sentAt));
    failures = 0;
    if (!connected) {
      connected = true;
      LOG.info("Redis is connected");
    }
  }

  private void lose(String reason) {
    if (connected || failures == 0) {
      LOG.warn("Redis is away: {}. Nodes follow each other through Postgres meanwhile.", reason);
    }
    connected = false;
    failures++;
    hangUp();
    long pause = Math.min(LONGEST_PAUSE.toMillis(), 50L << Math.min(failures, 10));
    nextAttempt =
        System.nanoTime()
            + Duration.ofMillis(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1))
                .toNanos();
  }

  private void hangUp() {
    RedisLine before = line;
    line = null;
    if (before != null) {
      before.close();
    }
  }
}
