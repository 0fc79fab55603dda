package dev.meridian.live.resource;

import org.jspecify.annotations.Nullable;

/// The place of one watcher at one resource: what the watcher holds is all there is of a queue.
/// Touched only on its shelf's event loop.
public final class Seat {
  final Watcher watcher;
  final Key key;
  final Shelf shelf;

  /// The version that the watcher holds, or will when what was told has arrived; null = none.
  @Nullable String held;

  /// Whether the watcher has heard anything since it sat down.
  boolean isTold;

  /// Whether the watcher takes nothing at the moment.
  boolean isFull;

  /// Null while not seated.
  @Nullable WatchedResource resource;

  Seat(Watcher watcher, Key key, Shelf shelf) {
    this.watcher = watcher;
    this.key = key;
    this.shelf = shelf;
  }
}
