package dev.meridian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestDatabase;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Meridian as a process of its own.
class MainTest {

  private static final int SIGTERM = 143;

  @TempDir Path folder = Path.of("unset");

  /// A started process and what it has printed before it was ready.
  private record Running(Process process, List<String> lines) {

    URI url() {
      return URI.create(lines.getLast().substring("meridian ready at ".length()));
    }

    Client client() {
      return new Client(url());
    }

    String setupToken() {
      var line = lines.getFirst();
      return line.substring(line.indexOf("/setup#token=") + "/setup#token=".length());
    }

    void kill() throws InterruptedException {
      process.destroyForcibly();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    }
  }

  private Process launch(Map<String, String> settings) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .directory(folder.toFile())
            .redirectError(folder.resolve("errors.txt").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MERIDIAN_"));
    builder.environment().put("MERIDIAN_HTTP_PORT", "0");
    builder.environment().put("MERIDIAN_LOG", "warn");
    builder.environment().putAll(settings);
    return builder.start();
  }

  private Running start(Map<String, String> settings) throws IOException {
    var process = launch(settings);
    var lines = new ArrayList<String>();
    BufferedReader output = process.inputReader();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.startsWith("meridian ready at ")) {
        return new Running(process, lines);
      }
    }
    throw new AssertionError("not ready: " + errors());
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("errors.txt"));
  }

  /// The code with which it ends by itself.
  private int exitCode(Map<String, String> settings) throws IOException, InterruptedException {
    var process = launch(settings);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still running");
    return process.exitValue();
  }

  private void stop(Running running) throws InterruptedException {
    running.process().destroy();
    assertTrue(running.process().waitFor(20, TimeUnit.SECONDS));
    assertEquals(SIGTERM, running.process().exitValue());
    assertFalse(Files.exists(folder.resolve("data/pg-data/postmaster.pid")));
  }

  @Test
  void keepsItsDataThroughStopsAndKills() throws Exception {
    var first = start(Map.of());
    assertEquals(2, first.lines().size(), () -> "only the two lines: " + first.lines());
    assertEquals(
        "set up meridian at %s/setup#token=%s".formatted(first.url(), first.setupToken()),
        first.lines().getFirst());
    stop(first);

    var second = start(Map.of());
    assertNotEquals(first.setupToken(), second.setupToken());
    second
        .client()
        .post("/api/v1/setup", setup(first.setupToken()))
        .expect(403, "wrong-setup-token");
    second.client().post("/api/v1/setup", setup(second.setupToken())).expect(201);
    second.kill();

    var third = start(Map.of());
    assertEquals(1, third.lines().size(), () -> "no set-up link any more: " + third.lines());
    third.client().post("/api/v1/session", TestServer.signIn("ann@example.org")).expect(200);
    stop(third);
    assertEquals("", errors());
  }

  @Test
  void tellsBalancersThatItIsAboutToEndAndServesMeanwhile() throws Exception {
    try (var database = TestDatabase.create()) {
      var running =
          start(Map.of("MERIDIAN_DATABASE_URL", database.url(), "MERIDIAN_DRAIN_SECONDS", "2"));
      running.client().get("/health/ready").expect(200);
      running.process().destroy();
      NodeClients.until("draining", () -> running.client().get("/health/ready").status() == 503);
      assertEquals("draining", running.client().get("/health/ready").json().getString("server"));
      running.client().get("/health/live").expect(200);
      assertTrue(running.process().waitFor(20, TimeUnit.SECONDS));
      assertEquals(SIGTERM, running.process().exitValue());
    }
  }

  private static JsonObject setup(String token) {
    return new JsonObject()
        .put("setupToken", token)
        .put("workspaceName", "Acme")
        .put("name", "Ann")
        .put("email", "ann@example.org")
        .put("password", TestServer.PASSWORD)
        .put("timeZone", "Europe/Berlin");
  }

  @Test
  void tellsAllThatIsWrongWithItsSettingsAndStartsNothing() throws Exception {
    assertEquals(2, exitCode(Map.of("MERIDIAN_HTTP_PORT", "many", "MERIDIAN_COLOUR", "blue")));
    assertEquals(
        """
        MERIDIAN_COLOUR is not a setting of Meridian; see docs/settings.md.
        MERIDIAN_HTTP_PORT must be a whole number from 0 to 65535, not many.
        """,
        errors());
    assertFalse(Files.exists(folder.resolve("data")));
  }

  @Test
  void saysInOneSentenceThatItsPortIsTaken() throws Exception {
    try (var database = TestDatabase.create();
        var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());
      assertEquals(
          1, exitCode(Map.of("MERIDIAN_DATABASE_URL", database.url(), "MERIDIAN_HTTP_PORT", port)));
      assertEquals(
          "Cannot listen on 127.0.0.1 port %s: another program uses it.\n".formatted(port),
          errors());
    }
  }

  @Test
  void saysInOneSentenceThatItsDatabaseRefuses() throws Exception {
    var url = "postgresql://me:hidden@127.0.0.1:1/okr";
    assertEquals(1, exitCode(Map.of("MERIDIAN_DATABASE_URL", url)));
    assertEquals(
        "The database at 127.0.0.1:1/okr cannot be used: nothing answers there.\n", errors());
  }
}
