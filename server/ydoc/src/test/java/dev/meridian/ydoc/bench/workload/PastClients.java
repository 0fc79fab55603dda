package dev.meridian.ydoc.bench.workload;

import dev.meridian.ydoc.bench.Effort;
import dev.meridian.ydoc.bench.Race;
import dev.meridian.ydoc.bench.Recording;
import dev.meridian.ydoc.bench.Table;
import dev.meridian.ydoc.bench.Table.Subject;
import dev.meridian.ydoc.bench.Task;
import dev.meridian.ydoc.bench.Workload;

/**
 * One small update, a typed character, on a document that many people have written in before; and
 * the bytes that our engine allocates for one.
 */
public final class PastClients implements Workload {
  private static final int[] CLIENTS = {10, 1_000, 10_000};
  private static final int CHANGES = 500;
  private static final double MICROS = 1_000;

  @Override
  public void run(Effort effort, Table table) throws Exception {
    for (int clients : CLIENTS) {
      run(effort.sized(clients), effort.sized(CHANGES), effort, table);
    }
  }

  private static void run(int clients, int changes, Effort effort, Table table) throws Exception {
    try (var node = Recording.startNode()) {
      var request = Recording.request("past").put("clients", clients).put("changes", changes);
      var recording = Recording.make(node, request).checked();
      var name = "%,d past clients".formatted(clients);
      var task =
          Task.onFresh(() -> {
            var document = recording.begin();
            return () -> recording.applyTo(document);
          });
      var result = new Race(effort, node).ofAll("follow", task);
      table.times(
          new Subject(name, "one small update", "<= 2, no growth", "µs"),
          result.times(MICROS / changes));
      table.figures(
          new Subject(name, "allocated by one small update", "", "bytes"),
          Allocation.bytesPerUpdate(recording),
          Double.NaN,
          Double.NaN);
    }
  }
}
