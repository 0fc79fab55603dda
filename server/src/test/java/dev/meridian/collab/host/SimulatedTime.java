package dev.meridian.collab.host;

import dev.meridian.collab.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/// The only thread and the only clock of a simulation. What happens at the same time happens in the
/// order of the calls; everything else is up to the seed.
final class SimulatedTime implements InstantSource {
  private record Task(long at, long number, Runnable work) {}

  final Random random;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
  private long now;
  private long number;

  SimulatedTime(long seed) {
    this.random = new Random(seed);
  }

  /// In milliseconds since the beginning.
  long now() {
    return now;
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusMillis(now);
  }

  void at(long millis, Runnable work) {
    tasks.add(new Task(Math.max(now, millis), number++, work));
  }

  /// At a random moment of the next milliseconds.
  void within(int millis, Runnable work) {
    at(now + random.nextInt(millis + 1), work);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /// Does what is to be done until then.
  void run(long until, Runnable afterEachStep) {
    while (!tasks.isEmpty() && tasks.peek().at() <= until) {
      Task next = tasks.poll();
      now = next.at();
      next.work().run();
      afterEachStep.run();
    }
    now = until;
  }

  /// Messages of one direction of one connection: late, but in their order.
  final class Line {
    private long last;

    void send(Runnable arrival) {
      last = Math.max(last, now + random.nextInt(5));
      at(last, arrival);
    }
  }

  /// The event loop of a node, as long as the node lives.
  final class NodeLoop implements Loop {
    private final Line line = new Line();
    private boolean ended;

    void end() {
      ended = true;
    }

    @Override
    public void execute(Runnable task) {
      line.send(() -> unlessEnded(task));
    }

    @Override
    public void after(Duration delay, Runnable task) {
      at(now + delay.toMillis(), () -> unlessEnded(task));
    }

    private void unlessEnded(Runnable task) {
      if (!ended) {
        task.run();
      }
    }
  }
}
