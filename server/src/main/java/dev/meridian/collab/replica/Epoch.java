package dev.meridian.collab.replica;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Which life of the database this node follows: a restore from a backup begins another one, in
/// which rows have the same numbers and other contents. May be used from any thread.
public final class Epoch {
  /// For so long whoever has seen an edit that the backup did not have may bring it back, under
  /// whosever client id it was made. Longer than a weekend with the laptop closed.
  private static final Duration HEALING = Duration.ofDays(7);

  private volatile Life life;

  /// @param restoredAt empty for a database that was never restored
  record Life(long number, Optional<Instant> restoredAt) {}

  public Epoch(long number) {
    this(new Life(number, Optional.empty()));
  }

  Epoch(Life life) {
    this.life = life;
  }

  public long current() {
    return life.number();
  }

  /// Whether people are still bringing back what a restore has lost.
  public boolean isHealing(Instant now) {
    return life.restoredAt().filter(at -> now.isBefore(at.plus(HEALING))).isPresent();
  }

  /// @return whether it is another one than before
  boolean moveTo(Life next) {
    boolean isOther = next.number() != life.number();
    life = next;
    return isOther;
  }
}
