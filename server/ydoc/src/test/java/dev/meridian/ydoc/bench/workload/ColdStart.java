package dev.meridian.ydoc.bench.workload;

import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.bench.Contestant;
import dev.meridian.ydoc.bench.Effort;
import dev.meridian.ydoc.bench.Race;
import dev.meridian.ydoc.bench.Recording;
import dev.meridian.ydoc.bench.Table;
import dev.meridian.ydoc.bench.Table.Subject;
import dev.meridian.ydoc.bench.Timing;
import dev.meridian.ydoc.bench.Workload;
import dev.meridian.ydoc.oracle.Yjs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** The first load in a fresh process: classes are not loaded, nothing is compiled. */
public final class ColdStart implements Workload {
  private static final String TRACE = "automerge-paper";

  @Override
  public void run(Effort effort, Table table) throws Exception {
    byte[] state;
    try (var node = Recording.startNode()) {
      state = Recording.make(node, Recording.request("trace").put("name", TRACE)).state();
    }
    var ours = new Timing[effort.samples()];
    var yjs = new Timing[effort.samples()];
    var ywasm = new Timing[effort.samples()];
    for (int i = 0; i < effort.samples(); i++) {
      ours[i] = new Timing(inFreshJvm(state), Double.NaN);
      yjs[i] = inFreshNode("yjs", state);
      ywasm[i] = inFreshNode("ywasm", state);
    }
    table.times(
        new Subject("fresh process", "first load of " + TRACE, "reported", "ms"),
        new Race.Result(Timing.median(ours), Timing.median(yjs), Timing.median(ywasm)));
  }

  private static Timing inFreshNode(String engine, byte[] state) throws Exception {
    try (var node = Recording.startNode()) {
      node.ask(Yjs.request("take").put("state", Base64.getEncoder().encodeToString(state)));
      return Contestant.node(node, engine, "load", false).sample(1);
    }
  }

  private static double inFreshJvm(byte[] state) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), FirstLoad.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(state);
    }
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return Double.parseDouble(printed);
  }

  /** The fresh process: loads the state on its standard input once, prints the milliseconds. */
  static final class FirstLoad {
    private FirstLoad() {}

    public static void main(String[] arguments) throws Exception {
      var state = System.in.readAllBytes();
      long start = System.nanoTime();
      YDoc.load(Recording.LIMITS, state);
      System.out.print((System.nanoTime() - start) / 1e6);
    }
  }
}
