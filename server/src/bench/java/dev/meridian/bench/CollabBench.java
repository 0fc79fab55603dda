package dev.meridian.bench;

import dev.meridian.bench.contestant.Contestant;
import dev.meridian.bench.contestant.MeridianServer;
import dev.meridian.bench.contestant.NodePeer;
import dev.meridian.bench.load.Framing;
import dev.meridian.bench.load.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Co-editing beside the peers: `bin/bench collab`. Runs on one core, the servers on another.
final class CollabBench {
  private static final int WRITERS = 40;
  private static final int UPDATES = 16_000;
  private static final String SERVER_CORE = "0";
  private static final String BOTH_CORES = "0,1";

  private final List<String> contestants = new ArrayList<>();
  private final List<String> loads = new ArrayList<>();
  private final List<String> jvm = new ArrayList<>();
  private int runs = 5;
  private boolean isQuick;
  private boolean isOnBothCores;

  private CollabBench(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> isQuick = true;
        case "--both-cores" -> isOnBothCores = true;
        case "--runs" -> runs = Integer.parseInt(arguments[++i]);
        case "--only" -> loads.addAll(List.of(arguments[++i].split(",")));
        case "--servers" -> contestants.addAll(List.of(arguments[++i].split(",")));
        case "--jvm" -> jvm.addAll(List.of(arguments[++i].split(" ")));
        default -> throw new IllegalArgumentException("no such option: " + arguments[i]);
      }
    }
  }

  public static void main(String[] arguments) throws IOException {
    CollabBench bench = new CollabBench(arguments);
    bench.run();
    System.exit(0);
  }

  private void run() throws IOException {
    Path data = Files.createTempDirectory("meridian-bench");
    Path folder = Path.of("src/bench/node").toAbsolutePath();
    Recording typing = record(folder, data, "why", WRITERS, UPDATES, 1);
    Recording pasting = record(folder, data, Stalled.KEY, Stalled.WRITERS, Stalled.UPDATES, Stalled.BYTES);
    Effort effort = isQuick ? Effort.quick() : Effort.full(runs);
    Table table = new Table();
    try {
      for (Contestant contestant : contestants(folder, data)) {
        if (contestants.isEmpty() || contestants.contains(id(contestant))) {
          Choice choice = new Choice(Set.copyOf(loads), isAside(contestant));
          measure(contestant, choice, new Materials(effort, typing, pasting, table));
        }
      }
    } finally {
      System.out.printf("%n%s, medians of %d%n%n%s%n", LocalDate.now(), effort.runs(), table.markdown());
    }
    delete(data); // kept, with the logs, when something went wrong
  }

  /// Meridian's second framing is measured at the fixed loads only, unless it is asked for.
  private boolean isAside(Contestant contestant) {
    return contestants.isEmpty() && !isOnBothCores && id(contestant).equals("meridian-y");
  }

  private record Materials(Effort effort, Recording typing, Recording pasting, Table table) {}

  private void measure(Contestant contestant, Choice choice, Materials with) {
    new FixedLoads(with.effort(), with.typing(), with.table()).run(contestant, choice);
    if (choice.includes("idle")) {
      new Idle(with.effort(), with.typing(), with.table()).run(contestant);
    }
    if (choice.includes("stalled")) {
      new Stalled(with.effort(), with.pasting(), with.table()).run(contestant);
    }
    if (choice.includes("kill")) {
      new Crash(with.typing(), with.table()).run(contestant);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static String id(Contestant contestant) {
    return switch (contestant) {
      case NodePeer peer -> peer.kind();
      default -> contestant.framing() == Framing.HOCUSPOCUS ? "meridian-h" : "meridian-y";
    };
  }

  private List<Contestant> contestants(Path folder, Path data) {
    String classPath = System.getProperty("meridian.classpath");
    String cores = isOnBothCores ? BOTH_CORES : SERVER_CORE;
    List<Contestant> all = new ArrayList<>();
    if (!isOnBothCores) {
      all.add(new NodePeer("y-websocket-server 0.1.1", Framing.Y_WEBSOCKET, "y-websocket", folder, cores, data));
      all.add(new NodePeer("Hocuspocus 4.7.0", Framing.HOCUSPOCUS, "hocuspocus", folder, cores, data));
    }
    all.add(new MeridianServer("Meridian, y-websocket", Framing.Y_WEBSOCKET, classPath, jvm, cores, data));
    all.add(new MeridianServer("Meridian, Hocuspocus", Framing.HOCUSPOCUS, classPath, jvm, cores, data));
    return all;
  }

  private static Recording record(
      Path folder, Path data, String key, int writers, int updates, int bytes) throws IOException {
    Path file = data.resolve("recording");
    try {
      Process process =
          new ProcessBuilder(
                  NodePeer.node(folder).toString(),
                  folder.resolve("record.mjs").toString(),
                  file.toString(),
                  key,
                  Integer.toString(writers),
                  Integer.toString(updates),
                  Integer.toString(bytes))
              .inheritIO()
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the recorder failed");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Recording recording = Recording.read(file, bytes);
    Files.delete(file);
    return recording;
  }
}
