package dev.meridian.collab.host;

import dev.meridian.collab.peer.PeerMetrics;
import dev.meridian.ydoc.UpdateRejected;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.Map;

/// What an operator sees of the documents in memory.
public final class HostMetrics {
  private final MeterRegistry registry;
  private final Counter resynced;
  private final PeerMetrics peers;

  public HostMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.peers = new PeerMetrics(registry);
    this.resynced =
        Counter.builder("meridian.documents.resynced")
            .description("Documents dropped from memory because their log went another way")
            .register(registry);
    Arrays.stream(UpdateRejected.Reason.values())
        .forEach(reason -> refusals(Refusals.reason(reason)));
  }

  PeerMetrics peers() {
    return peers;
  }

  void watchHosts(Map<?, ?> hosts) {
    registry.gaugeMapSize("meridian.documents.hosted", Tags.empty(), hosts);
  }

  /// @param reason lower case, from a closed list
  void refused(String reason) {
    refusals(reason).increment();
  }

  private Counter refusals(String reason) {
    return Counter.builder("meridian.collab.refused")
        .description("Edits that were not taken, by reason")
        .tag("reason", reason)
        .register(registry);
  }

  void resynced() {
    resynced.increment();
  }
}
