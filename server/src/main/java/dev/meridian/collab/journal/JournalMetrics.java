package dev.meridian.collab.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// What an operator sees of the journal.
public final class JournalMetrics {
  private final MeterRegistry registry;
  private final Timer commits;
  private final DistributionSummary batches;
  private final Counter retries;

  public JournalMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.commits =
        Timer.builder("meridian.journal.commit")
            .description("Time from taking a batch to its commit")
            .publishPercentileHistogram()
            .register(registry);
    this.batches =
        DistributionSummary.builder("meridian.journal.batch")
            .description("Updates per commit")
            .register(registry);
    this.retries =
        Counter.builder("meridian.journal.retries")
            .description("Commits that failed and were tried again")
            .register(registry);
  }

  void watchBacklog(AtomicLong bytes) {
    registry.gauge("meridian.journal.backlog.bytes", bytes);
  }

  void committed(int updates, Duration took) {
    commits.record(took);
    batches.record(updates);
  }

  void retried() {
    retries.increment();
  }
}
