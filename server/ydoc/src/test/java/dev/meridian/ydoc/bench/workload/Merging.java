package dev.meridian.ydoc.bench.workload;

import dev.meridian.ydoc.Updates;
import dev.meridian.ydoc.bench.Effort;
import dev.meridian.ydoc.bench.Race;
import dev.meridian.ydoc.bench.Recording;
import dev.meridian.ydoc.bench.Table;
import dev.meridian.ydoc.bench.Table.Subject;
import dev.meridian.ydoc.bench.Task;
import dev.meridian.ydoc.bench.Workload;
import java.util.Arrays;

/**
 * Single updates merged at once, without a document: all of a long session, and the first few
 * thousand, for the time that Yjs takes grows with the square of their number. ywasm cannot.
 */
public final class Merging implements Workload {
  private static final String TRACE = "automerge-paper";

  /** As in {@code measures.mjs}. */
  private static final int FEW = 5_000;

  @Override
  public void run(Effort effort, Table table) throws Exception {
    try (var node = Recording.startNode()) {
      var recording = Recording.make(node, Recording.request("trace").put("name", TRACE)).checked();
      var all = recording.updates();
      if (!Arrays.equals(recording.state(), Recording.loaded(Updates.merge(all)).encode())) {
        throw new IllegalStateException("the merged update is worth something else");
      }
      var race = new Race(effort, node);
      table.times(
          new Subject(TRACE, "merge %,d updates".formatted(all.size()), "< 1,000", "ms"),
          race.alone(Task.of(() -> Updates.merge(all))));
      var few = all.subList(0, FEW);
      table.times(
          new Subject(TRACE, "merge the first %,d".formatted(FEW), "", "ms"),
          race.withoutYwasm("mergeFew", Task.of(() -> Updates.merge(few))));
    }
  }
}
