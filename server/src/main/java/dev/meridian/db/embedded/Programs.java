package dev.meridian.db.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs small programs to their end.
final class Programs {

  private static final int PATIENCE_SECONDS = 90;

  private Programs() {}

  /// What it printed to standard output.
  ///
  /// @throws IOException when it is missing or ends with another code than 0
  static String output(List<String> command) throws IOException {
    var process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    process.getOutputStream().close();
    var output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int code = await(command, process);
    if (code != 0) {
      throw new IOException("%s ended with %d".formatted(command.getFirst(), code));
    }
    return output;
  }

  static int exitCode(List<String> command) throws IOException {
    var process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    return await(command, process);
  }

  /// Runs it in the folder. Its output goes to a file, since a server that it starts would hold a
  /// pipe open.
  ///
  /// @throws IOException with its output, when it fails
  static void run(List<String> command, Path folder) throws IOException {
    var log = Files.createTempFile("meridian-pg", ".log");
    try {
      var process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      if (await(command, process) != 0) {
        throw new IOException(Files.readString(log).strip());
      }
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static int await(List<String> command, Process process) throws IOException {
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new IOException(
          "%s did not end within %d s".formatted(command.getFirst(), PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
