package dev.meridian.collab.host;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;

/// What an operator sees of the documents in memory.
public final class HostMetrics {
  private final MeterRegistry registry;

  public HostMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void watchHosts(Map<?, ?> hosts) {
    registry.gaugeMapSize("meridian.documents.hosted", Tags.empty(), hosts);
  }

  /// @param reason lower case, from a closed list
  void refused(String reason) {
    Counter.builder("meridian.collab.refused")
        .description("Edits that were not taken, by reason")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  void resynced() {
    Counter.builder("meridian.documents.resynced")
        .description("Documents dropped from memory because their log went another way")
        .register(registry)
        .increment();
  }
}
