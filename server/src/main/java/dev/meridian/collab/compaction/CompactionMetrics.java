package dev.meridian.collab.compaction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// What an operator sees of compaction and of the history that it makes.
public final class CompactionMetrics {
  private final Timer compactions;
  private final DistributionSummary snapshots;
  private final Counter rows;
  private final Counter failures;
  private final Counter forgotten;

  public CompactionMetrics(MeterRegistry registry) {
    this.compactions =
        Timer.builder("meridian.compaction")
            .description("Time from reading a log to its snapshot")
            .register(registry);
    this.snapshots =
        DistributionSummary.builder("meridian.compaction.snapshot.bytes")
            .description("Bytes of snapshots")
            .register(registry);
    this.rows =
        Counter.builder("meridian.compaction.rows")
            .description("Rows of logs that became history")
            .register(registry);
    this.failures =
        Counter.builder("meridian.compaction.failures")
            .description("Compactions that came to nothing")
            .register(registry);
    this.forgotten =
        Counter.builder("meridian.history.forgotten")
            .description("Minutes of history that were older than is kept")
            .register(registry);
  }

  void compacted(Compacted compacted, Duration took) {
    compactions.record(took);
    snapshots.record(compacted.after().bytes().length);
    rows.increment(compacted.rows());
  }

  void failed() {
    failures.increment();
  }

  void forgot(long minutes) {
    forgotten.increment(minutes);
  }
}
