package dev.meridian.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// What an operator sees of the news between nodes.
final class BusMetrics {
  private final MeterRegistry registry;
  private final Counter received;
  private final Counter dropped;
  private final Timer roundTrip;

  BusMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.received =
        Counter.builder("meridian.bus.received")
            .description("Messages of other nodes")
            .register(registry);
    this.dropped =
        Counter.builder("meridian.bus.dropped")
            .description("Messages for other nodes that Redis did not take")
            .register(registry);
    this.roundTrip =
        Timer.builder("meridian.bus.lag")
            .description("Time of a heartbeat through Redis and back")
            .publishPercentileHistogram()
            .register(registry);
  }

  void watch(Bus bus) {
    Gauge.builder("meridian.bus.connected", bus, it -> it.isConnected() ? 1 : 0)
        .description("1 while other nodes are heard through Redis")
        .register(registry);
  }

  void received() {
    received.increment();
  }

  void dropped() {
    dropped.increment();
  }

  void roundTrip(Duration took) {
    roundTrip.record(took);
  }
}
