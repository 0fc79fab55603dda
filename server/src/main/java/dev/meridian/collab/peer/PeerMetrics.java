package dev.meridian.collab.peer;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// What an operator sees of documents telling their connections. May be used from any thread.
public final class PeerMetrics {
  private final Timer fanOut;
  private final DistributionSummary gathered;

  public PeerMetrics(MeterRegistry registry) {
    this.fanOut =
        Timer.builder("meridian.fanout")
            .description("Time from telling the connections at a document to the last one's write")
            .publishPercentileHistogram()
            .register(registry);
    this.gathered =
        DistributionSummary.builder("meridian.fanout.edits")
            .description("Edits in an update that connections are told")
            .register(registry);
  }

  void told(int edits) {
    gathered.record(edits);
  }

  void everybodyTold(Duration took) {
    fanOut.record(took);
  }
}
