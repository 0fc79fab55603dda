package dev.meridian.db.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `backup` and `restore` as processes of their own, as the scripts in `bin` run them.
final class CommandProcess {

  private CommandProcess() {}

  /// @param shell what the shell does with the command, which is `"$@"` in it
  static Process launch(String shell, Map<String, String> settings, String... arguments)
      throws IOException {
    var command = new ArrayList<>(List.of("/bin/sh", "-c", shell, "sh"));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xmx64m",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "dev.meridian.Main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("MERIDIAN_"));
    builder.environment().put("MERIDIAN_LOG", "error");
    builder.environment().putAll(settings);
    return builder.start();
  }

  /// Fails the test, showing what it said, when the command fails.
  static void run(Path data, String... arguments) throws Exception {
    var process = launch("exec \"$@\"", Map.of("MERIDIAN_DATA", data.toString()), arguments);
    var said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
  }

  /// What a command says that is to fail.
  static String refusal(Path data, String... arguments) throws Exception {
    var process = launch("exec \"$@\"", Map.of("MERIDIAN_DATA", data.toString()), arguments);
    var said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    assertEquals(1, process.exitValue(), said);
    return said.strip();
  }
}
