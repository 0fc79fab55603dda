package dev.meridian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs `web-client/e2e`: people at two browsers, on the real page and the real server. Those tests
/// start the server themselves, as a process of its own, because they also kill it.
final class BrowserTest {

  private static final Path WEB_CLIENT = Path.of("..", "web-client").toAbsolutePath().normalize();
  private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();
  private static final int MINUTES = 12;

  @Test
  void peopleInTwoBrowsersWriteOneRecord(@TempDir Path folder)
      throws IOException, InterruptedException {
    assertTrue(
        Thread.currentThread().getContextClassLoader().getResource("webroot/icon.svg") != null,
        "the page is not built: run the build of web-client first");
    var node =
        new ProcessBuilder("node", "--test", "--test-reporter=spec", "e2e/all.mjs")
            .directory(WEB_CLIENT.toFile())
            .redirectErrorStream(true);
    node.environment().put("MERIDIAN_E2E_COMMAND", serverCommand(folder).encode());
    node.environment().put("MERIDIAN_E2E_SCREENSHOTS", SCREENSHOTS.toString());
    var process = node.start();
    Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(System.out::println));
    try {
      assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "not done in time");
      assertEquals(0, process.exitValue(), "browser tests failed; pictures are in " + SCREENSHOTS);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// The server of this very build, without what is there for tests. Its class path is too long for
  /// some command lines, hence a file.
  private static JsonArray serverCommand(Path folder) throws IOException {
    var classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).endsWith("test-classes"))
            .collect(Collectors.joining(File.pathSeparator));
    var options = folder.resolve("java-options");
    Files.writeString(options, "-cp \"%s\"".formatted(classPath.replace("\\", "/")));
    return new JsonArray(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "@" + options,
            Main.class.getName()));
  }
}
