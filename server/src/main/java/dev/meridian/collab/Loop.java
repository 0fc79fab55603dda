package dev.meridian.collab;

import java.time.Duration;

/// A single-threaded event loop that documents live on: all they know of threads and time.
public interface Loop {
  /// Runs the task later on the loop, in the order of calls. May be called from any thread.
  void execute(Runnable task);

  /// Runs the task on the loop when the time has passed. Called on the loop.
  void after(Duration delay, Runnable task);
}
