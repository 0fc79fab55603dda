package dev.meridian.ydoc.bench.workload;

import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.bench.Effort;
import dev.meridian.ydoc.bench.Heap;
import dev.meridian.ydoc.bench.Race;
import dev.meridian.ydoc.bench.Recording;
import dev.meridian.ydoc.bench.Table;
import dev.meridian.ydoc.bench.Table.Subject;
import dev.meridian.ydoc.bench.Task;
import dev.meridian.ydoc.bench.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ten thousand documents of 3 KB that nobody touches in one process: what each takes, and how long
 * it takes to write each away and to read it back.
 */
public final class IdleDocuments implements Workload {
  private static final int DOCUMENTS = 10_000;
  private static final int VARIANTS = 100;
  private static final int STATE_BYTES = 3 * 1024;
  private static final double MICROS = 1_000;

  @Override
  public void run(Effort effort, Table table) throws Exception {
    int count = effort.sized(DOCUMENTS);
    try (var node = Recording.startNode()) {
      var request = Recording.request("idle").put("variants", VARIANTS).put("bytes", STATE_BYTES);
      var states = Recording.make(node, request).updates();
      check(states);
      var name = "%,d idle documents of 3 KB".formatted(count);
      var held = Heap.hold(states, count);
      table.figures(
          new Subject(name, "heap of each", "reported", "bytes"),
          held.bytesEach(),
          Heap.inNode(node, "yjs", count),
          Heap.inNode(node, "ywasm", count));

      var race = new Race(effort, node);
      var unload =
          Task.of(() -> {
            long bytes = 0;
            for (var document : held.documents()) {
              bytes += document.encode().length;
            }
            return bytes;
          });
      table.times(
          new Subject(name, "unload each (encode)", "reported", "µs"),
          race.ofAll("unload", unload).times(MICROS / count));
      var reload =
          Task.of(() -> {
            var documents = new ArrayList<YDoc>(count);
            for (int i = 0; i < count; i++) {
              documents.add(YDoc.load(Recording.LIMITS, states.get(i % states.size())));
            }
            return documents;
          });
      table.times(
          new Subject(name, "reload each (load)", "reported", "µs"),
          race.ofAll("reload", reload).times(MICROS / count));
    }
  }

  private static void check(List<byte[]> states) throws UpdateRejected {
    for (var state : states) {
      if (!Arrays.equals(YDoc.load(Recording.LIMITS, state).encode(), state)) {
        throw new IllegalStateException("the engine writes another state than Yjs");
      }
    }
  }
}
