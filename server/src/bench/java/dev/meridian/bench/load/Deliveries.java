package dev.meridian.bench.load;

/// What arrived of the updates that were due in a window of time. A delivery is one update that
/// reached one other client, merged with others or not.
public final class Deliveries {
  private Histogram latency = new Histogram();
  private long from = Long.MAX_VALUE;
  private long to = Long.MAX_VALUE;
  private long duringWindow;

  /// Counts what is due from now on.
  void open(long now) {
    latency = new Histogram();
    duringWindow = 0;
    from = now;
    to = Long.MAX_VALUE;
  }

  void close(long now) {
    to = now;
  }

  void arrived(long due, long now) {
    if (now >= from && now < to) {
      duringWindow++;
    }
    if (due >= from && due < to) {
      latency.add(now - due);
    }
  }

  /// How many deliveries there should be.
  public long expected(Crowd crowd) {
    long due = 0;
    for (int writer = 0; writer < crowd.writers(); writer++) {
      for (int i = 0; writer != crowd.ignored && i < crowd.sent[writer]; i++) {
        due += crowd.due[writer][i] >= from && crowd.due[writer][i] < to ? 1 : 0;
      }
    }
    return due * (crowd.connections.size() - 1);
  }

  public Histogram latency() {
    return latency;
  }

  /// How many arrived in the window, whenever they were due.
  public long duringWindow() {
    return duringWindow;
  }
}
