package dev.meridian.collab.replica;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What an operator sees of how documents follow their logs.
public final class ReplicaMetrics {
  private final Counter news;
  private final Counter duplicates;
  private final Counter gaps;
  private final Counter wholes;
  private final Counter heads;
  private final Counter divergences;
  private final Counter epochs;

  public ReplicaMetrics(MeterRegistry registry) {
    this.news = counter(registry, "news", "Commits of other nodes taken in as they told them");
    this.duplicates = counter(registry, "duplicates", "News of commits that were known already");
    this.gaps = counter(registry, "gap.fills", "Times that rows were read from the log");
    this.wholes =
        counter(
            registry,
            "whole.loads",
            "Gaps that compaction had taken, filled with a whole document");
    this.heads =
        counter(registry, "head.corrections", "Times that a look at the heads showed missed news");
    this.divergences =
        counter(registry, "divergences", "Documents that differed from another node's copy");
    this.epochs = counter(registry, "epochs", "Restores of the database that were noticed");
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("meridian.replica." + name).description(description).register(registry);
  }

  void tookNews() {
    news.increment();
  }

  void ignoredDuplicate() {
    duplicates.increment();
  }

  void filledGap() {
    gaps.increment();
  }

  void loadedWhole() {
    wholes.increment();
  }

  void correctedByHead() {
    heads.increment();
  }

  public void diverged() {
    divergences.increment();
  }

  void movedEpoch() {
    epochs.increment();
  }
}
