package dev.meridian.collab.replica;

/// Which life of the database this node follows: a restore from a backup begins another one, in
/// which rows have the same numbers and other contents. May be used from any thread.
public final class Epoch {
  private volatile long current;

  public Epoch(long current) {
    this.current = current;
  }

  public long current() {
    return current;
  }

  /// @return whether it is another one than before
  boolean moveTo(long next) {
    boolean isOther = next != current;
    current = next;
    return isOther;
  }
}
