package dev.meridian.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.live.testing.LiveClient;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Many watchers, many changes, and readers that are slow: rules V10 to V12.
class CrowdTest {
  private static final String WORDS = "the words that fill a socket, and some more of ";
  private static final String SKIPPED = "meridian_live_skipped_total";
  private static final String RECOMPUTATIONS = "meridian_live_recomputation_seconds_count";

  static final TestServer SERVER =
      TestServer.start(Map.of("MERIDIAN_LIVE_SLOW_READER_SECONDS", "20"));
  static final Vertx VERTX = Vertx.vertx();
  static Client ann;

  @BeforeAll
  static void people() {
    ann = SERVER.setUp();
  }

  @AfterAll
  static void close() {
    VERTX.close();
    SERVER.close();
  }

  private static double recomputations() {
    return Metrics.of(SERVER, RECOMPUTATIONS);
  }

  private static boolean isNamed(JsonObject value, String name) {
    return name.equals(value.getString("name"));
  }

  private static void rename(String path, String name) {
    ann.patch(path, new JsonObject().put("name", name)).expect(200);
  }

  /// Waits until the looks at the heads that follow a first watch are over.
  private static void untilQuiet() {
    var last = new double[] {recomputations()};
    NodeClients.until(
        "quiet",
        () -> {
          NodeClients.pause(Duration.ofMillis(1_300));
          double before = last[0];
          last[0] = recomputations();
          return before == last[0];
        });
  }

  @Test
  void v11AChangeIsWorkedOutOnceForAllWhoWatch() {
    var path = "/api/v1/teams/" + SERVER.createTeam(ann, "Crowd");
    List<LiveClient> crowd = new ArrayList<>();
    for (var role : List.of("admin", "member", "viewer")) {
      var person = SERVER.join(ann, role, role + "@example.org");
      for (int i = 0; i < 10; i++) {
        crowd.add(LiveClient.open(VERTX, SERVER.url(), person).watch(path));
      }
    }
    crowd.forEach(live -> live.awaitAny(path));
    untilQuiet();
    double before = recomputations();
    rename(path, "Once");
    crowd.forEach(live -> live.awaitThat(path, it -> isNamed(it, "Once")));
    assertEquals(before + 1, recomputations());
    crowd.forEach(LiveClient::close);
  }

  @Test
  void v11AStormOfChangesIsWorkedOutAFewTimesAndItsEndIsSeen() {
    var path = "/api/v1/teams/" + SERVER.createTeam(ann, "Storm");
    try (var live = LiveClient.open(VERTX, SERVER.url(), ann)) {
      live.watch(path).awaitAny(path);
      untilQuiet();
      double before = recomputations();
      long start = System.nanoTime();
      for (int i = 0; i < 300; i++) {
        rename(path, "Storm " + i);
      }
      live.awaitThat(path, it -> isNamed(it, "Storm 299"));
      double seconds = (System.nanoTime() - start) / 1e9;
      double count = recomputations() - before;
      assertTrue(count <= 20 * seconds + 2, count + " in " + seconds + " s");
      assertEquals(ann.get(path).header("etag"), live.awaitAny(path).version());
    }
  }

  @Test
  void v12ASlowReaderSkipsVersionsAndGetsOnePatchToTheLast() {
    var cycle = SERVER.createCycle(ann, "Slow");
    var id = ann.post("/api/v1/okr-sets", new JsonObject().put("cycleId", cycle)).expect(201).id();
    var record = "/api/v1/okr-sets/" + id;
    TestRecords.addObjective(SERVER, ann, record, "o1", "Long");
    ann.patch(record + "/objectives/o1", new JsonObject().put("why", WORDS.repeat(1_000)))
        .expect(200);
    try (var slow = LiveClient.open(VERTX, SERVER.url(), ann);
        var brisk = LiveClient.open(VERTX, SERVER.url(), ann)) {
      slow.watch(record).awaitAny(record);
      brisk.watch(record).awaitAny(record);
      slow.stall();
      double before = Metrics.of(SERVER, SKIPPED);
      NodeClients.until(
          "the socket is full",
          () -> {
            slow.watch(record); // anew, so that all of it is sent
            return Metrics.of(SERVER, SKIPPED) > before;
          });
      for (int i = 0; i < 10; i++) {
        var title = "Title " + i;
        ann.patch(record + "/objectives/o1", new JsonObject().put("title", title)).expect(200);
        brisk.awaitThat(record, it -> it.encode().contains(title));
      }
      slow.readOn();
      slow.awaitThat(record, it -> it.encode().contains("Title 9"));
      slow.checkFaults();
      assertTrue(
          slow.seen(record).stream().noneMatch(it -> it.value().encode().contains("Title 5")));
      assertEquals(
          Objects.requireNonNull(brisk.held(record)).value(),
          Objects.requireNonNull(slow.held(record)).value());
    }
  }

  @Test
  void v12WhoTakesNothingForTooLongIsClosed() {
    var path = "/api/v1/members";
    try (var server = TestServer.start(Map.of("MERIDIAN_LIVE_SLOW_READER_SECONDS", "1"))) {
      var person = server.setUp();
      for (int i = 0; i < 40; i++) {
        server.createTeam(person, "Team " + i + "x".repeat(150));
      }
      try (var slow = LiveClient.open(VERTX, server.url(), person)) {
        slow.watch("/api/v1/teams").awaitAny("/api/v1/teams").value();
        slow.stall();
        NodeClients.until(
            "closed",
            Duration.ofSeconds(40),
            () -> {
              slow.watch("/api/v1/teams").watch(path);
              return Metrics.of(server, "meridian_live_slow_readers_total") == 1;
            });
        slow.readOn();
        assertEquals("4509 slow-reader", slow.awaitClose());
      }
    }
  }
}
