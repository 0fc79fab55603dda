package dev.meridian.ydoc.bench.workload;

import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.bench.Effort;
import dev.meridian.ydoc.bench.Race;
import dev.meridian.ydoc.bench.Recording;
import dev.meridian.ydoc.bench.Table;
import dev.meridian.ydoc.bench.Table.Subject;
import dev.meridian.ydoc.bench.Task;
import dev.meridian.ydoc.bench.Workload;

/** Twenty people at a board of 500 cards: moves, titles, cards that come and go. */
public final class Board implements Workload {
  private static final int CLIENTS = 20;

  @Override
  public void run(Effort effort, Table table) throws Exception {
    int cards = effort.sized(500);
    int changes = effort.sized(40_000);
    try (var node = Recording.startNode()) {
      var request =
          Recording.request("board")
              .put("cards", cards)
              .put("clients", CLIENTS)
              .put("changes", changes);
      var recording = Recording.make(node, request).checked();
      var name = "board, %,d cards, %,d changes by %d".formatted(cards, changes, CLIENTS);
      var race = new Race(effort, node);
      table.times(
          new Subject(name, "apply", "<= 80 and 6 times Yjs", "ms"),
          race.ofAll("apply", Task.of(() -> recording.applyTo(YDoc.create(Recording.LIMITS)))));
      table.times(
          new Subject(name, "load", "<= 25 and 6 times Yjs", "ms"),
          race.ofAll("load", Task.of(recording::load)));
      var document = recording.load();
      table.times(
          new Subject(name, "encode", "", "ms"), race.ofAll("encode", Task.of(document::encode)));
    }
  }
}
