package dev.meridian.bench;

import dev.meridian.bench.contestant.Contestant;
import dev.meridian.bench.contestant.Usage;
import dev.meridian.bench.load.Crowd;
import dev.meridian.bench.load.Deliveries;
import dev.meridian.bench.load.Generator;
import dev.meridian.bench.load.Recording;
import java.time.Duration;
import java.util.List;

/// One load, once, on a running server: new documents, new connections.
final class Trial implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(2);

  /// @param rate deliveries a second in the window
  /// @param delivered share of the deliveries that came at all, the latest 2 seconds after the window
  /// @param cpu of the server, microseconds a delivery
  /// @param databaseCpu of its database, the same
  /// @param core how much of a core the server took
  /// @param busy how much of its time the generator was busy
  record Measured(
      double p50,
      double p99,
      double rate,
      double delivered,
      double cpu,
      double databaseCpu,
      double core,
      double busy,
      long closed) {

    boolean isWithin(double p99Limit) {
      return p99 <= p99Limit && delivered > 0.999 && closed == 0;
    }
  }

  private final Contestant.Running server;
  private final Load load;
  private final Generator generator;
  private final List<Crowd> crowds;

  Trial(Contestant.Running server, Load load, Recording recording) {
    this.server = server;
    this.load = load;
    this.crowds =
        server.documents(load.documents()).stream()
            .map(document -> new Crowd(document, recording, load.writers()))
            .toList();
    this.generator = new Generator(server.door());
    generator.join(crowds, load.clients());
    generator.bringBase(crowds);
  }

  Measured run(double rate, Duration settling, Duration window) {
    for (Crowd crowd : crowds) {
      for (int writer = 0; writer < load.writers(); writer++) {
        boolean isFlooder = writer == 0 && load.flooderRate() > 0;
        generator.type(crowd, writer, isFlooder ? load.flooderRate() : rate);
      }
      crowd.ignore(load.flooderRate() > 0 ? 0 : -1);
    }
    generator.pumpFor(settling);

    List<Long> database = server.database();
    long cpu = Usage.cpu(List.of(server.process()));
    long databaseCpu = Usage.cpu(database);
    long start = System.nanoTime();
    Deliveries deliveries = generator.measure();
    generator.pumpFor(window);
    double busy = generator.busy();
    generator.stopMeasuring();
    double nanos = System.nanoTime() - start;
    cpu = Usage.cpu(List.of(server.process())) - cpu;
    databaseCpu = Usage.cpu(database) - databaseCpu;

    generator.stopTyping();
    long expected = crowds.stream().mapToLong(deliveries::expected).sum();
    generator.pumpUntil(() -> deliveries.latency().total() >= expected, GRACE);
    double arrived = deliveries.duringWindow() == 0 ? Double.NaN : deliveries.duringWindow();
    return new Measured(
        deliveries.latency().percentile(0.5),
        deliveries.latency().percentile(0.99),
        arrived / nanos * 1e9,
        (double) deliveries.latency().total() / expected,
        cpu / arrived / 1_000,
        databaseCpu / arrived / 1_000,
        cpu / nanos,
        busy,
        generator.closed());
  }

  @Override
  public void close() {
    generator.close();
  }
}
