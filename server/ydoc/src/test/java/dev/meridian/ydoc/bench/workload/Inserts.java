package dev.meridian.ydoc.bench.workload;

import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.bench.Effort;
import dev.meridian.ydoc.bench.Race;
import dev.meridian.ydoc.bench.Recording;
import dev.meridian.ydoc.bench.Table;
import dev.meridian.ydoc.bench.Table.Subject;
import dev.meridian.ydoc.bench.Task;
import dev.meridian.ydoc.bench.Workload;

/**
 * Twenty people who begin with nothing and insert 2,000 characters each at random places: once
 * without hearing of each other, once with an exchange after every hundred of each.
 */
public final class Inserts implements Workload {
  private static final int CLIENTS = 20;
  private static final int EXCHANGE = 100;

  @Override
  public void run(Effort effort, Table table) throws Exception {
    run(0, "not exchanged", effort, table);
    run(EXCHANGE, "exchanged every " + EXCHANGE, effort, table);
  }

  private static void run(int exchange, String how, Effort effort, Table table) throws Exception {
    int each = effort.sized(2_000);
    try (var node = Recording.startNode()) {
      var request =
          Recording.request("inserts")
              .put("clients", CLIENTS)
              .put("each", each)
              .put("exchange", exchange);
      var recording = Recording.make(node, request).checked();
      var name = "%d x %,d random inserts, %s".formatted(CLIENTS, each, how);
      var race = new Race(effort, node);
      table.times(
          new Subject(name, "apply", "<= 60", "ms"),
          race.ofAll("apply", Task.of(() -> recording.applyTo(YDoc.create(Recording.LIMITS)))));
      table.times(
          new Subject(name, "load", "", "ms"), race.ofAll("load", Task.of(recording::load)));
    }
  }
}
