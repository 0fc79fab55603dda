package dev.meridian.ydoc.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.meridian.ydoc.oracle.Yjs;
import java.lang.management.ManagementFactory;

/** Somebody whose time for a measure is taken. */
public interface Contestant {
  /** One sample of so many runs: their mean. */
  Timing sample(int times) throws Exception;

  /** An engine in node. */
  static Contestant node(Yjs node, String engine, String measure, boolean hasCpu) {
    var request = Yjs.request("sample").put("engine", engine).put("measure", measure);
    return times -> {
      var answer = node.ask(request.put("times", times));
      return new Timing(
          answer.get("wall").asDouble(), hasCpu ? answer.get("cpu").asDouble() : Double.NaN);
    };
  }

  /** Our engine, in this process. */
  static Contestant ours(Task task) {
    return new Ours(task);
  }

  /** Times tasks in this process. */
  final class Ours implements Contestant {
    private static final OperatingSystemMXBean PROCESS =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Keeps results alive, so that no work is optimised away. */
    private static volatile Object sink = "";

    private final Task task;

    private Ours(Task task) {
      this.task = task;
    }

    @Override
    public Timing sample(int times) throws Exception {
      System.gc();
      long cpu = PROCESS.getProcessCpuTime();
      long wall = 0;
      for (int i = 0; i < times; i++) {
        var run = task.fresh().call();
        long start = System.nanoTime();
        sink = run.call();
        wall += System.nanoTime() - start;
      }
      cpu = PROCESS.getProcessCpuTime() - cpu;
      return new Timing(wall / 1e6 / times, task.isAllTimed() ? cpu / 1e6 / times : Double.NaN);
    }
  }
}
