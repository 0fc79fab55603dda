package dev.meridian.http.limit;

import dev.meridian.http.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Token buckets, one for each limit and key, on this node alone. May be used from any thread.
public final class RateLimits {

  /// At most so many buckets are kept; above it, those that are full again go.
  private static final int MANY = 50_000;

  private record Key(String what, String who) {}

  /// @param tokens at the instant
  private record Bucket(double tokens, Instant at, Limit limit) {

    double tokensAt(Instant now) {
      double grown = tokens + perMilli() * Math.max(0, now.toEpochMilli() - at.toEpochMilli());
      return Math.min(limit.count(), grown);
    }

    double perMilli() {
      return (double) limit.count() / limit.span().toMillis();
    }

    long millisUntilNext() {
      return (long) Math.ceil((1 - tokens) / perMilli());
    }
  }

  private final InstantSource clock;
  private final ConcurrentHashMap<Key, Bucket> buckets = new ConcurrentHashMap<>();

  private final MeterRegistry registry;

  public RateLimits(InstantSource clock, MeterRegistry registry) {
    this.clock = clock;
    this.registry = registry;
    refusals("requests");
  }

  private Counter refusals(String what) {
    return Counter.builder("meridian.limited")
        .description("Requests over a rate limit")
        .tag("limit", what)
        .register(registry);
  }

  /// Takes one.
  ///
  /// @param what names the limit
  /// @param who the address, account or member that it counts for
  /// @throws Problem 429 with the seconds after which there is one again
  public void spend(Limit limit, String what, String who) {
    var now = clock.instant();
    if (buckets.size() > MANY) {
      buckets.values().removeIf(bucket -> bucket.tokensAt(now) >= bucket.limit().count());
    }
    var wait = new AtomicLong();
    buckets.compute(
        new Key(what, who),
        (_, before) -> {
          double tokens = before == null ? limit.count() : before.tokensAt(now);
          if (tokens >= 1) {
            return new Bucket(tokens - 1, now, limit);
          }
          var empty = new Bucket(tokens, now, limit);
          wait.set(empty.millisUntilNext());
          return empty;
        });
    if (wait.get() > 0) {
      refusals(what).increment();
      throw Problem.tooMany(Math.ceilDiv(wait.get(), 1000));
    }
  }
}
