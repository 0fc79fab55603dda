package dev.meridian.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// What the file `postmaster.pid` in a data folder says about the server that runs on it.
final class RunningCluster {

  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;
  private static final int LOOKS = 300;

  private RunningCluster() {}

  /// The port of a server that takes connections; empty when none runs. One that is about to start
  /// or to stop is waited for.
  static OptionalInt find(Path data) throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    for (int look = 0; look < LOOKS; look++) {
      long pid = readPid(pidFile);
      if (pid == 0 || !isPostgres(pid)) {
        return OptionalInt.empty();
      }
      var lines = lines(pidFile);
      if (lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready")) {
        return OptionalInt.of(Integer.parseInt(lines.get(PORT_LINE).strip()));
      }
      pause();
    }
    throw new IOException("it neither starts nor stops; see " + data.resolveSibling("pg.log"));
  }

  private static List<String> lines(Path pidFile) throws IOException {
    try {
      return Files.readAllLines(pidFile);
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  /// 0 when there is no such file, or nothing in it yet.
  static long readPid(Path pidFile) throws IOException {
    try {
      var lines = Files.readAllLines(pidFile);
      return lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  static boolean isPostgres(long pid) throws IOException {
    var process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return false;
    }
    var stat = Path.of("/proc/%d/stat".formatted(pid));
    if (!Files.exists(stat)) {
      return process.get().info().command().map(name -> name.contains("postgres")).orElse(true);
    }
    // pid (name) state ...
    var words = Files.readString(stat);
    int nameEnd = words.lastIndexOf(')');
    boolean zombie = words.charAt(nameEnd + 2) == 'Z';
    return !zombie && words.substring(words.indexOf('(') + 1, nameEnd).equals("postgres");
  }

  static void pause() throws IOException {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
