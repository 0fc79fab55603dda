package dev.meridian.collab.host;

import dev.meridian.collab.peer.PeerMetrics;
import dev.meridian.ydoc.UpdateRejected;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/// What an operator sees of the documents in memory.
public final class HostMetrics {
  private final MeterRegistry registry;
  private final Counter resynced;
  private final Timer acknowledged;
  private final DistributionSummary people;
  private final Counter askedAgain;
  private final Counter nearlyFull;
  private final Counter droppedPresence;
  private final PeerMetrics peers;

  public HostMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.peers = new PeerMetrics(registry);
    this.resynced =
        counter(
            "meridian.documents.resynced",
            "Documents dropped from memory because their log went another way");
    this.askedAgain =
        counter("meridian.collab.asked.again", "Edits that came without their foundations");
    this.nearlyFull =
        counter("meridian.documents.nearly.full", "Documents seen beyond 80 % of what they take");
    this.droppedPresence =
        counter("meridian.collab.presence.dropped", "Presence that was not passed on");
    this.acknowledged =
        Timer.builder("meridian.collab.ack")
            .description("Time from taking an edit in to its acknowledgement")
            .publishPercentileHistogram()
            .register(registry);
    this.people =
        DistributionSummary.builder("meridian.documents.people")
            .description(
                "People who may write and have a document open; each document counts every few seconds")
            .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
            .register(registry);
    Arrays.stream(UpdateRejected.Reason.values())
        .forEach(reason -> refusals(Refusals.reason(reason)));
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
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

  void acknowledged(Duration took) {
    acknowledged.record(took);
  }

  /// One look at one document; one that nobody has open does not count.
  void people(long count) {
    if (count > 0) {
      people.record(count);
    }
  }

  /// An edit came without its foundations, which were asked for.
  void askedAgain() {
    askedAgain.increment();
  }

  void nearlyFull() {
    nearlyFull.increment();
  }

  void droppedPresence(int states) {
    droppedPresence.increment(states);
  }

  void resynced() {
    resynced.increment();
  }
}
