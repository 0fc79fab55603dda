package dev.meridian.ydoc.bench;

import dev.meridian.ydoc.bench.workload.Allocation;
import dev.meridian.ydoc.bench.workload.Board;
import dev.meridian.ydoc.bench.workload.ColdStart;
import dev.meridian.ydoc.bench.workload.EditingSession;
import dev.meridian.ydoc.bench.workload.IdleDocuments;
import dev.meridian.ydoc.bench.workload.Inserts;
import dev.meridian.ydoc.bench.workload.Merging;
import dev.meridian.ydoc.bench.workload.PastClients;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the engine beside Yjs and ywasm in node: the same updates, the same machine, turn by
 * turn in one run. Prints a Markdown table of medians of five warm samples. Before anything is
 * timed, the engine has to end in the bytes that Yjs ends in.
 *
 * <p>Arguments: names of workloads or of recorded traces; without any, all workloads. With {@code
 * --quick} everything is tiny and runs once, which only shows that it runs.
 */
public final class YdocBench {
  private static final String QUICK = "--quick";

  private YdocBench() {}

  private static Map<String, Workload> workloads() {
    var workloads = new LinkedHashMap<String, Workload>();
    workloads.put("b4", EditingSession.automergePaper());
    workloads.put("merge", new Merging());
    workloads.put("board", new Board());
    workloads.put("inserts", new Inserts());
    workloads.put("clients", new PastClients());
    workloads.put("idle", new IdleDocuments());
    workloads.put("allocation", new Allocation());
    workloads.put("cold", new ColdStart());
    return workloads;
  }

  public static void main(String[] arguments) throws Exception {
    var names = new ArrayList<>(List.of(arguments));
    var effort = names.remove(QUICK) ? Effort.QUICK : Effort.FULL;
    var workloads = workloads();
    if (names.isEmpty()) {
      names.addAll(workloads.keySet());
    }
    System.out.printf(
        "%s, Java %s, %d processors, %s %s, load %.1f%n%n",
        Instant.now().truncatedTo(ChronoUnit.MINUTES),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    var table = new Table(System.out);
    for (var name : names) {
      var workload = workloads.get(name);
      (workload == null ? EditingSession.of(name) : workload).run(effort, table);
    }
  }
}
