package dev.meridian.bench.contestant;

import dev.meridian.bench.load.Door;
import dev.meridian.bench.load.Framing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A peer on Node, as it ships: it keeps documents in memory and stores nothing.
///
/// @param kind as `peer.mjs` knows it
/// @param folder of `peer.mjs`
public record NodePeer(
    String name, Framing framing, String kind, Path folder, String cores, Path data)
    implements Contestant {
  private static final long TIME_TO_COLLECT = 3_000;

  /// Of the recorder and the peers.
  public static Path node(Path folder) {
    return folder.resolve("node_modules/node/bin/node");
  }

  @Override
  public Running start() {
    return new OnNode();
  }

  private final class OnNode implements Running {
    private final int port = Launch.freePort();
    private Process process = launch();
    private int documents;

    private Process launch() {
      return Launch.start(
          cores,
          List.of(
              node(folder).toString(),
              "--expose-gc",
              folder.resolve("peer.mjs").toString(),
              kind,
              Integer.toString(port)),
          Map.of(),
          data.resolve(kind + ".log"),
          "ready");
    }

    @Override
    public List<String> documents(int count) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        names.add("document-with-a-name-like-uuid-%05d".formatted(documents++));
      }
      return names;
    }

    @Override
    public Door door() {
      return new Door(framing, port, "/", "any");
    }

    @Override
    public long process() {
      return process.pid();
    }

    @Override
    public List<Long> database() {
      return List.of();
    }

    @Override
    public void collect() {
      Launch.run(List.of("kill", "-USR2", Long.toString(process.pid())));
      Pause.millis(TIME_TO_COLLECT);
    }

    @Override
    public void killAndRestart() {
      Launch.kill(process);
      process = launch();
    }

    @Override
    public void close() {
      Launch.kill(process);
    }
  }
}
