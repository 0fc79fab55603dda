package dev.meridian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.settings.Settings;
import dev.meridian.testing.TestRedis;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is in `docker/` fits the program. The proxy's configuration has tests of its own.
class DockerFilesTest {

  private static final Path DOCKER = Path.of("../docker");

  private static TreeSet<String> found(String text, String pattern) {
    var found = new TreeSet<String>();
    Pattern.compile(pattern).matcher(text).results().map(it -> it.group(1)).forEach(found::add);
    return found;
  }

  private static String read(String file) throws IOException {
    return Files.readString(DOCKER.resolve(file));
  }

  @Test
  void settingsInTheComposeFileAndTheImageExist() throws IOException {
    var names = found(read("compose.yaml"), "(?m)^ +(MERIDIAN_\\w+): ");
    names.addAll(found(read("Dockerfile"), "(MERIDIAN_\\w+)="));
    assertTrue(names.size() > 8, names::toString);
    names.removeAll(Settings.NAMES.keySet());
    assertEquals(new TreeSet<>(), names);
  }

  @Test
  void addressesOfTheServersAreTheSameEverywhere() throws IOException {
    var compose = read("compose.yaml");
    for (var server : new String[][] {{"one", "11"}, {"two", "12"}}) {
      var address = "172.30.77." + server[1];
      assertTrue(compose.contains("ipv4_address: " + address));
      assertTrue(compose.contains("- \"%s:%s\"".formatted(server[0], address)));
      assertTrue(read("nginx/nginx.conf").contains("server %s:8080 ".formatted(server[0])));
      assertTrue(read("prometheus/prometheus.yml").contains(address + ":8080"));
    }
    assertTrue(compose.contains("ipv4_address: 172.30.77.10"));
    assertTrue(compose.contains("MERIDIAN_TRUSTED_PROXIES: 172.30.77.10\n"));
  }

  /// All expressions of the dashboard.
  private static String expressions(Object json) {
    return switch (json) {
      case JsonObject object -> {
        var own = object.getString("expr", "");
        var inside = new StringBuilder(own).append('\n');
        object.forEach(entry -> inside.append(expressions(entry.getValue())));
        yield inside.toString();
      }
      case JsonArray array -> {
        var inside = new StringBuilder();
        array.forEach(item -> inside.append(expressions(item)));
        yield inside.toString();
      }
      case null, default -> "";
    };
  }

  private static String scrape(TestServer server) {
    return server.stranger().get("/metrics").expect(200).text();
  }

  /// Somebody writes, so that what counts only what happens has something to count.
  private static void write(TestServer server) {
    var ann = server.setUp();
    var cycle = server.createCycle(ann, "Q1");
    var okrSet = ann.post("/api/v1/okr-sets", new JsonObject().put("cycleId", cycle)).expect(201);
    try (var clients = NodeClients.start()) {
      NodeClient writer =
          clients.open(
              "ann",
              new JsonObject()
                  .put("framing", "hocuspocus")
                  .put("url", server.url().toString().replace("http", "ws"))
                  .put("document", okrSet.json().getString("documentId"))
                  .put("token", ann.accessToken()));
      NodeClients.until("synced", Duration.ofSeconds(60), writer::isSynced);
      writer.addObjective("o1", "Ship");
      NodeClients.until("saved", Duration.ofSeconds(60), writer::isSaved);
      NodeClients.until(
          "people are counted",
          Duration.ofSeconds(60),
          () -> scrape(server).matches("(?s).*meridian_documents_people_count [1-9].*"));
    }
    server.stranger().get("/api/v1/nowhere").expect(404);
    System.gc(); // whose pauses are shown once there was one
    NodeClients.until(
        "a pause is counted",
        Duration.ofSeconds(60),
        () -> scrape(server).contains("jvm_gc_pause_seconds_max"));
  }

  @Test
  void theDashboardShowsMetricsThatServersHave() throws IOException {
    var shown =
        found(
            expressions(new JsonObject(read("grafana/dashboards/meridian.json"))),
            "\\b((?:meridian|vertx|jvm|process|system)_\\w+)");
    try (var redis = TestRedis.start();
        var server = TestServer.start(Map.of("MERIDIAN_REDIS_URL", redis.url()))) {
      write(server);
      var scraped = scrape(server);
      var served = found(scraped, "(?m)^(\\w+)[{ ]");
      assertFalse(served.isEmpty());
      var missing = new TreeSet<>(shown);
      missing.removeAll(served);
      assertEquals(new TreeSet<>(), missing, () -> "of " + served);
      assertTrue(scraped.contains("code=\"404\""), "answers are counted by code");
    }
  }
}
