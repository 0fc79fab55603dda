package dev.meridian.ydoc.bench.workload;

import com.sun.management.ThreadMXBean;
import dev.meridian.ydoc.bench.Effort;
import dev.meridian.ydoc.bench.Recording;
import dev.meridian.ydoc.bench.Table;
import dev.meridian.ydoc.bench.Table.Subject;
import dev.meridian.ydoc.bench.Workload;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Bytes that our engine allocates per small update, what the document keeps included, as JMH's gc
 * profiler says them ({@link SmallUpdates}).
 */
public final class Allocation implements Workload {
  private static final TimeValue ITERATION = TimeValue.seconds(1);
  private static final String BYTES_PER_OPERATION = "gc.alloc.rate.norm";

  @Override
  public void run(Effort effort, Table table) throws Exception {
    var log = Files.createTempFile("allocation", ".log");
    try {
      for (var result : new Runner(options(effort, log)).run()) {
        var benchmark = result.getParams().getBenchmark();
        table.figures(
            new Subject(
                benchmark.substring(benchmark.lastIndexOf('.') + 1),
                "allocated by one update",
                "as low as can be",
                "bytes"),
            Objects.requireNonNull(result.getSecondaryResults().get(BYTES_PER_OPERATION))
                .getScore(),
            Double.NaN,
            Double.NaN);
      }
    } finally {
      Files.delete(log);
    }
  }

  private static Options options(Effort effort, Path log) {
    return new OptionsBuilder()
        .include(SmallUpdates.class.getName())
        .addProfiler(GCProfiler.class)
        .forks(1)
        .warmupIterations(effort.samples())
        .warmupTime(ITERATION)
        .measurementIterations(effort.samples())
        .measurementTime(ITERATION)
        .verbosity(VerboseMode.SILENT)
        .output(log.toString())
        .shouldFailOnError(true)
        .build();
  }

  /** Of all updates of a recording, in this thread, as the JVM counts them. */
  static double bytesPerUpdate(Recording recording) throws Exception {
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var document = recording.begin();
    long before = thread.getCurrentThreadAllocatedBytes();
    recording.applyTo(document);
    long allocated = thread.getCurrentThreadAllocatedBytes() - before;
    return (double) allocated / recording.updates().size();
  }
}
