package dev.meridian.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// The figures of `/live`. May be used from any thread.
public final class LiveMetrics {
  private final AtomicInteger watches;
  private final AtomicInteger resources;
  private final Timer recomputations;
  private final Counter patches;
  private final Counter snapshots;
  private final Counter bytes;
  private final Counter resumeHits;
  private final Counter resumeMisses;
  private final Counter corrections;
  private final Counter skipped;
  private final Counter slowReaders;

  public LiveMetrics(MeterRegistry registry) {
    this.watches = registry.gauge("meridian.live.watches", new AtomicInteger());
    this.resources = registry.gauge("meridian.live.resources", new AtomicInteger());
    this.recomputations = registry.timer("meridian.live.recomputation");
    this.patches = registry.counter("meridian.live.patches");
    this.snapshots = registry.counter("meridian.live.snapshots");
    this.bytes = registry.counter("meridian.live.sent.bytes");
    this.resumeHits = registry.counter("meridian.live.resumes", "result", "hit");
    this.resumeMisses = registry.counter("meridian.live.resumes", "result", "miss");
    this.corrections = registry.counter("meridian.live.corrections");
    this.skipped = registry.counter("meridian.live.skipped");
    this.slowReaders = registry.counter("meridian.live.slow.readers");
  }

  public void watches(int change) {
    watches.addAndGet(change);
  }

  public void resources(int change) {
    resources.addAndGet(change);
  }

  public void recomputed(Duration taken) {
    recomputations.record(taken);
  }

  public void sentPatch() {
    patches.increment();
  }

  public void sentSnapshot() {
    snapshots.increment();
  }

  public void sentBytes(int count) {
    bytes.increment(count);
  }

  /// Somebody came back with a version that is known here, or is not.
  public void resumed(boolean hit) {
    (hit ? resumeHits : resumeMisses).increment();
  }

  /// A look at the heads showed news that did not come.
  public void corrected() {
    corrections.increment();
  }

  /// A version was not sent to somebody whose socket was full.
  public void skippedVersion() {
    skipped.increment();
  }

  /// Somebody took nothing for too long.
  public void closedSlowReader() {
    slowReaders.increment();
  }
}
