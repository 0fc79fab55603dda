package dev.meridian.ydoc.bench.workload;

import com.sun.management.ThreadMXBean;
import dev.meridian.ydoc.bench.Effort;
import dev.meridian.ydoc.bench.Recording;
import dev.meridian.ydoc.bench.Table;
import dev.meridian.ydoc.bench.Table.Subject;
import dev.meridian.ydoc.bench.Workload;
import java.lang.management.ManagementFactory;

/**
 * Bytes that our engine allocates per update of a session in which every update is one keystroke,
 * from an empty document to the end, what it keeps included. The JVM counts them exactly, so there
 * is no need for samples.
 */
public final class Allocation implements Workload {
  private static final String TRACE = "automerge-paper";

  @Override
  public void run(Effort effort, Table table) throws Exception {
    try (var node = Recording.startNode()) {
      var recording = Recording.make(node, Recording.request("trace").put("name", TRACE));
      for (int i = 0; i < effort.samples(); i++) {
        bytesPerUpdate(recording);
      }
      table.figures(
          new Subject(TRACE, "allocated by one update", "as low as can be", "bytes"),
          bytesPerUpdate(recording),
          Double.NaN,
          Double.NaN);
    }
  }

  /** Of all updates of a recording, in this thread. */
  static double bytesPerUpdate(Recording recording) throws Exception {
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var document = recording.begin();
    long before = thread.getCurrentThreadAllocatedBytes();
    recording.applyTo(document);
    long allocated = thread.getCurrentThreadAllocatedBytes() - before;
    return (double) allocated / recording.updates().size();
  }
}
