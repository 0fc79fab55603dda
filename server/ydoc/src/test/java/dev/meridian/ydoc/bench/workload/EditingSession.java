package dev.meridian.ydoc.bench.workload;

import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.bench.Effort;
import dev.meridian.ydoc.bench.Heap;
import dev.meridian.ydoc.bench.Race;
import dev.meridian.ydoc.bench.Recording;
import dev.meridian.ydoc.bench.Table;
import dev.meridian.ydoc.bench.Table.Subject;
import dev.meridian.ydoc.bench.Task;
import dev.meridian.ydoc.bench.Workload;
import java.util.List;

/**
 * Editing sessions of real people; B4, the one that every engine is measured on, is
 * automerge-paper. {@code apply} is every single update into one document. Our engine always makes
 * the bytes a server relays: {@code relay} has Yjs make them too.
 */
public record EditingSession(String trace, Targets targets) implements Workload {
  private static final int COPIES = 20;
  private static final double KIB = 1024;

  record Targets(String apply, String load, String encode, String heap) {
    static final Targets NONE = new Targets("", "", "", "");
  }

  public static EditingSession automergePaper() {
    var targets =
        new Targets("<= 60 and 15 times Yjs", "<= 3", "<= 0.7", "<= 1,434 and 0.6 times Yjs");
    return new EditingSession("automerge-paper", targets);
  }

  public static EditingSession of(String trace) {
    return new EditingSession(trace, Targets.NONE);
  }

  @Override
  public void run(Effort effort, Table table) throws Exception {
    try (var node = Recording.startNode()) {
      var recording = Recording.make(node, Recording.request("trace").put("name", trace)).checked();
      var name = "%s, %,d updates".formatted(trace, recording.updates().size());
      double ours = Heap.hold(List.of(recording.state()), COPIES).bytesEach();
      double yjs = Heap.onceInNode(node, "yjs", COPIES);
      double ywasm = Heap.onceInNode(node, "ywasm", COPIES);
      table.figures(
          new Subject(name, "heap of a loaded document", targets.heap(), "KiB"),
          ours / KIB,
          yjs / KIB,
          ywasm / KIB);

      var race = new Race(effort, node);
      var apply = Task.of(() -> recording.applyTo(YDoc.create(Recording.LIMITS)));
      table.times(new Subject(name, "apply", targets.apply(), "ms"), race.ofAll("apply", apply));
      table.times(new Subject(name, "relay", "", "ms"), race.withoutYwasm("relay", apply));
      table.times(
          new Subject(name, "load", targets.load(), "ms"),
          race.ofAll("load", Task.of(recording::load)));
      var document = recording.load();
      table.times(
          new Subject(name, "encode", targets.encode(), "ms"),
          race.ofAll("encode", Task.of(document::encode)));
    }
  }
}
