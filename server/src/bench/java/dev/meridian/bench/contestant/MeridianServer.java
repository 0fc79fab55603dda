package dev.meridian.bench.contestant;

import dev.meridian.bench.load.Door;
import dev.meridian.bench.load.Framing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Meridian with its embedded Postgres, which runs on the same cores.
///
/// @param classPath of the server alone
/// @param options of its JVM
/// @param data new folders are made in it
public record MeridianServer(
    String name, Framing framing, String classPath, List<String> options, String cores, Path data)
    implements Contestant {

  @Override
  public Running start() {
    return new OnJava();
  }

  private final class OnJava implements Running {
    private final int port = Launch.freePort();
    private final Path home = newFolder();
    private Process process = launch();
    private final Workspace workspace = new Workspace(port);

    private Path newFolder() {
      try {
        return Files.createTempDirectory(data, "meridian");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Process launch() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
      command.addAll(options);
      command.addAll(List.of("-cp", classPath, "dev.meridian.Main"));
      return Launch.start(
          cores,
          command,
          Map.of(
              "MERIDIAN_DATA", home.toString(),
              "MERIDIAN_HTTP_PORT", Integer.toString(port),
              "MERIDIAN_SETUP_TOKEN", Workspace.SETUP_TOKEN,
              "MERIDIAN_LIMIT_REQUESTS", "1000000/1",
              "MERIDIAN_COLLAB_DOCUMENT_BYTES", "134217728"),
          data.resolve("meridian.log"),
          "meridian ready at ");
    }

    @Override
    public List<String> documents(int count) {
      return workspace.documents(count);
    }

    @Override
    public Door door() {
      String path = framing == Framing.HOCUSPOCUS ? "/collab" : "/collab/";
      return new Door(framing, port, path, workspace.signIn());
    }

    @Override
    public long process() {
      return process.pid();
    }

    @Override
    public List<Long> database() {
      try {
        Path file = home.resolve("pg-data").resolve("postmaster.pid");
        long postmaster = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        List<Long> all = new ArrayList<>(List.of(postmaster));
        ProcessHandle.of(postmaster).stream()
            .flatMap(ProcessHandle::descendants)
            .map(ProcessHandle::pid)
            .forEach(all::add);
        return all;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void collect() {
      String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      for (int i = 0; i < 2; i++) {
        Launch.run(List.of(jcmd, Long.toString(process.pid()), "GC.run"));
        Pause.millis(1_000);
      }
    }

    @Override
    public void killAndRestart() {
      Launch.kill(process);
      process = launch();
    }

    @Override
    public void close() {
      Launch.stop(process);
    }
  }
}
