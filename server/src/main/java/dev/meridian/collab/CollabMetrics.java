package dev.meridian.collab;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What an operator sees of the sockets of co-editing. May be used from any thread.
public final class CollabMetrics {
  private static final List<Integer> REFUSALS = List.of(401, 403, 404, 426, 503);

  private final MeterRegistry registry;
  private final Counter throttled;
  private final Counter slow;
  private final Counter givenUp;

  public CollabMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.throttled =
        Counter.builder("meridian.collab.throttled")
            .description("Times that a socket over its rate was read more slowly")
            .register(registry);
    this.slow =
        Counter.builder("meridian.collab.slow.readers")
            .description("Times that a socket took nothing more and got marks instead of messages")
            .register(registry);
    this.givenUp =
        Counter.builder("meridian.collab.slow.closed")
            .description("Connections closed because their socket took nothing for too long")
            .register(registry);
    REFUSALS.forEach(this::refusals);
    closings(CloseCode.RESTART.code(), "restart");
    denials("not-found");
  }

  public void watchConnections(Collection<?> sockets) {
    registry.gaugeCollectionSize("meridian.collab.connections", Tags.empty(), sockets);
  }

  /// @param now how many sockets take nothing at the moment
  public void watchSlowReaders(AtomicInteger now) {
    registry.gauge("meridian.collab.slow", now);
  }

  /// A socket takes nothing more.
  public void slow() {
    slow.increment();
  }

  /// A socket took nothing for too long.
  public void gaveUp() {
    givenUp.increment();
  }

  /// The server ended a connection.
  ///
  /// @param reason from a closed list
  public void closed(int code, String reason) {
    closings(code, reason).increment();
  }

  /// An upgrade was refused.
  public void refused(int status) {
    refusals(status).increment();
  }

  /// A room was closed to a connection, which goes on.
  ///
  /// @param reason from a closed list
  public void denied(String reason) {
    denials(reason).increment();
  }

  public void throttled() {
    throttled.increment();
  }

  private Counter closings(int code, String reason) {
    return Counter.builder("meridian.collab.closed")
        .description("Connections that the server ended")
        .tag("code", Integer.toString(code))
        .tag("reason", reason)
        .register(registry);
  }

  private Counter refusals(int status) {
    return Counter.builder("meridian.collab.upgrades.refused")
        .description("Upgrades that were refused, by status")
        .tag("status", Integer.toString(status))
        .register(registry);
  }

  private Counter denials(String reason) {
    return Counter.builder("meridian.collab.rooms.denied")
        .description("Rooms that were closed to a connection")
        .tag("reason", reason)
        .register(registry);
  }
}
