package dev.meridian.ydoc.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.oracle.TestData.Trace;
import dev.meridian.ydoc.oracle.Yjs;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Measures the engine beside Yjs in node: the same updates, the same machine, turn by turn in one
 * run. Prints a Markdown table of medians of five warm samples in milliseconds, on the clock and of
 * processor time, which a busy machine changes less. Arguments: names of traces; without any, four
 * typed by one person and one by two.
 *
 * <p>{@code apply}: every single update of a trace into one document. The engine always makes the
 * bytes a server relays; {@code relay} has Yjs make them too, {@code apply} does not. {@code load}:
 * a document from its state. {@code encode}: the state of a document.
 */
public final class YdocBench {
  private static final List<String> TRACES =
      List.of("automerge-paper", "seph-blog1", "rustcode", "sveltecomponent", "friendsforever");
  private static final int SAMPLES = 5;
  private static final double WARM_UP_MILLIS = 2_000;
  private static final double SAMPLE_MILLIS = 100;

  /** Keeps results alive, so that no work is optimised away. */
  private static volatile Object sink = "";

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private YdocBench() {}

  public static void main(String[] arguments) throws Exception {
    var traces = arguments.length == 0 ? TRACES : List.of(arguments);
    System.out.printf(
        "Java %s, %d processors, %s %s%n%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
    System.out.println(
        "| trace | measure | Yjs | engine | times as fast | Yjs, CPU | engine, CPU | times less |");
    System.out.println("|---|---|--:|--:|--:|--:|--:|--:|");
    for (var trace : traces) {
      try (var yjs = new Yjs("bench.mjs", "--expose-gc")) {
        measure(yjs, Trace.of(trace, yjs.ask(Yjs.request("prepare").put("name", trace))));
      }
    }
  }

  private static void measure(Yjs yjs, Trace trace) throws Exception {
    var document = YDoc.load(Limits.standard(), trace.state());
    if (!document.text("text").toString().equals(trace.text())) {
      throw new IllegalStateException("the engine reads " + trace.name() + " differently");
    }
    Work apply = () -> applyAll(trace);
    Work load = () -> YDoc.load(Limits.standard(), trace.state());
    row(trace, "apply", yjs, apply);
    row(trace, "relay", yjs, apply);
    row(trace, "load", yjs, load);
    row(trace, "encode", yjs, document::encode);
  }

  private static Object applyAll(Trace trace) throws Exception {
    var doc = YDoc.create(Limits.standard());
    for (var update : trace.updates()) {
      doc.apply(update);
    }
    return doc;
  }

  /** One run of what is measured. */
  private interface Work {
    Object run() throws Exception;
  }

  private static void row(Trace trace, String measure, Yjs yjs, Work work) throws Exception {
    int theirTimes = warmUp(times -> theirs(yjs, measure, times));
    int ourTimes = warmUp(times -> ours(work, times));
    var theirs = new Sample[SAMPLES];
    var ours = new Sample[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      theirs[i] = theirs(yjs, measure, theirTimes);
      ours[i] = ours(work, ourTimes);
    }
    System.out.printf(
        Locale.ROOT,
        "| %s (%,d updates) | %s | %s | %s |%n",
        trace.name(),
        trace.updates().size(),
        measure,
        compared(median(theirs, Sample::wall), median(ours, Sample::wall)),
        compared(median(theirs, Sample::cpu), median(ours, Sample::cpu)));
  }

  private static String compared(double theirs, double ours) {
    return String.format(Locale.ROOT, "%.2f | %.2f | %.1f", theirs, ours, theirs / ours);
  }

  /** Mean milliseconds of some runs: on the clock, and of processor time of the whole process. */
  private record Sample(double wall, double cpu) {}

  /** Takes a sample of so many runs. */
  private interface Sampler {
    Sample sample(int times) throws Exception;
  }

  /** Runs until warm; returns how many runs make a sample long enough to trust the clock. */
  private static int warmUp(Sampler sampler) throws Exception {
    double once = sampler.sample(1).wall();
    for (double spent = once; spent < WARM_UP_MILLIS; spent += once * 5) {
      once = sampler.sample(5).wall();
    }
    return Math.max(1, (int) (SAMPLE_MILLIS / once));
  }

  private static Sample theirs(Yjs yjs, String measure, int times) {
    var answer = yjs.ask(Yjs.request("sample").put("measure", measure).put("times", times));
    return new Sample(answer.get("wall").asDouble(), answer.get("cpu").asDouble());
  }

  private static Sample ours(Work work, int times) throws Exception {
    System.gc();
    long cpu = PROCESS.getProcessCpuTime();
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      sink = work.run();
    }
    long wall = System.nanoTime() - start;
    return new Sample(wall / 1e6 / times, (PROCESS.getProcessCpuTime() - cpu) / 1e6 / times);
  }

  private static double median(Sample[] samples, ToDoubleFunction<Sample> part) {
    return Arrays.stream(samples).mapToDouble(part).sorted().toArray()[samples.length / 2];
  }
}
