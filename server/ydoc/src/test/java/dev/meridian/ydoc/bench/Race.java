package dev.meridian.ydoc.bench;

import dev.meridian.ydoc.oracle.Yjs;

/**
 * The same measure of our engine, Yjs and ywasm, turn by turn: whatever else the machine does
 * disturbs them alike.
 */
public record Race(Effort effort, Yjs node) {
  /** Where a run is stopped from filling a sample with ever more runs. */
  private static final int MAX_RUNS = 100_000;

  /**
   * Medians of the samples.
   *
   * @param ywasm UNKNOWN where it cannot do it
   */
  public record Result(Timing ours, Timing yjs, Timing ywasm) {
    public Result times(double factor) {
      return new Result(ours.times(factor), yjs.times(factor), ywasm.times(factor));
    }
  }

  /** All three, by the measure's name in {@code measures.mjs}. */
  public Result ofAll(String measure, Task task) throws Exception {
    var medians = medians(ours(task), node("yjs", measure, task), node("ywasm", measure, task));
    return new Result(medians[0], medians[1], medians[2]);
  }

  /** Our engine and Yjs. */
  public Result withoutYwasm(String measure, Task task) throws Exception {
    var medians = medians(ours(task), node("yjs", measure, task));
    return new Result(medians[0], medians[1], Timing.UNKNOWN);
  }

  /** Our engine alone, where the others would take too long. */
  public Result alone(Task task) throws Exception {
    return new Result(medians(ours(task))[0], Timing.UNKNOWN, Timing.UNKNOWN);
  }

  private static Contestant ours(Task task) {
    return Contestant.ours(task);
  }

  private Contestant node(String engine, String measure, Task task) {
    return Contestant.node(node, engine, measure, task.isAllTimed());
  }

  private Timing[] medians(Contestant... contestants) throws Exception {
    var times = new int[contestants.length];
    var samples = new Timing[contestants.length][effort.samples()];
    for (int i = 0; i < contestants.length; i++) {
      times[i] = warmUp(contestants[i]);
    }
    for (int sample = 0; sample < effort.samples(); sample++) {
      for (int i = 0; i < contestants.length; i++) {
        samples[i][sample] = contestants[i].sample(times[i]);
      }
    }
    var medians = new Timing[contestants.length];
    for (int i = 0; i < contestants.length; i++) {
      medians[i] = Timing.median(samples[i]);
    }
    return medians;
  }

  /** Runs until warm; returns how many runs make a sample long enough to trust the clock. */
  private int warmUp(Contestant contestant) throws Exception {
    double once = contestant.sample(1).wall();
    for (double spent = once; spent < effort.warmUpMillis(); ) {
      int times = runsFor(effort.sampleMillis(), once);
      once = contestant.sample(times).wall();
      spent += once * times;
    }
    return runsFor(effort.sampleMillis(), once);
  }

  private static int runsFor(double millis, double once) {
    return (int) Math.clamp(millis / once, 1, MAX_RUNS);
  }
}
