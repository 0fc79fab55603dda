package dev.meridian.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.http.contract.Contract;
import dev.meridian.http.contract.Operation;
import dev.meridian.live.testing.LiveClient;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is watched is what is got: every watchable operation of the contract, for every role, under
/// random changes. Rules V4, V5 and V8.
class SameAsGetTest {
  static final TestServer SERVER = TestServer.start();
  static final Vertx VERTX = Vertx.vertx();
  static final Map<String, Client> PEOPLE = new HashMap<>();
  static Client ann;
  static String team;
  static String cycle;
  static String okrSet;
  static String record;

  @BeforeAll
  static void people() {
    ann = SERVER.setUp();
    PEOPLE.put("admin of the installation", ann);
    for (var role : List.of("admin", "member", "viewer")) {
      PEOPLE.put(role, SERVER.join(ann, role, role + "@example.org"));
    }
    PEOPLE.put("somebody elsewhere", SERVER.otherWorkspace(ann, "Other"));
    team = SERVER.createTeam(ann, "Atlas");
    cycle = SERVER.createCycle(ann, "Q1");
    SERVER.invite(ann, new JsonObject().put("role", "member"));
    okrSet =
        ann.post("/api/v1/okr-sets", new JsonObject().put("cycleId", cycle).put("teamId", team))
            .expect(201)
            .id();
    record = "/api/v1/okr-sets/" + okrSet;
    TestRecords.addObjective(SERVER, ann, record, "o1", "Loved by customers");
  }

  @AfterAll
  static void close() {
    VERTX.close();
    SERVER.close();
  }

  /// The paths of all that can be watched.
  private static List<String> paths() {
    return Contract.load().operations().stream()
        .filter(Operation::watchable)
        .map(operation ->
            operation
                .path()
                .replace("{teamId}", team)
                .replace("{cycleId}", cycle)
                .replace("{okrSetId}", okrSet)
                .replace("{memberId}", ann.memberId()))
        .toList();
  }

  @Test
  void everyPathOfTheContractIsTriedHere() {
    assertTrue(paths().stream().noneMatch(path -> path.contains("{")), () -> paths().toString());
    assertTrue(paths().size() >= 11);
  }

  @Test
  void v8NoResourceHoldsNullOrACollectionInAList() {
    for (var path : paths()) {
      check(path, ann.get(path).expect(200).json());
    }
  }

  private static void check(String path, Object value) {
    assertTrue(value != null, path + " holds null");
    if (value instanceof JsonObject object) {
      object.fieldNames().forEach(name -> check(path + " " + name, object.getValue(name)));
    } else if (value instanceof JsonArray list) {
      for (var item : list) {
        assertFalse(item instanceof JsonObject, path + " holds a list of things");
        check(path, item);
      }
    }
  }

  @Test
  void v4EverybodySeesWhatAGetShowsThem() {
    PEOPLE.forEach((who, person) -> {
      try (var live = LiveClient.open(VERTX, SERVER.url(), person)) {
        for (var path : paths()) {
          live.watch(path);
          var reply = person.get(path);
          if (reply.status() == 200) {
            var held = live.awaitThat(path, it -> it.equals(person.get(path).json()));
            assertEquals(person.get(path).header("etag"), held.version(), who + " " + path);
          } else {
            assertEquals(reply.code(), live.awaitGone(path), who + " " + path);
          }
        }
      }
    });
  }

  @Test
  void v5SnapshotAndPatchesAreTheGetOfEveryVersion() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    Map<String, JsonObject> gets = new HashMap<>();
    List<LiveClient> clients = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      clients.add(LiveClient.open(VERTX, SERVER.url(), ann));
      for (var path : paths()) {
        clients.get(i).watch(path).awaitAny(path);
      }
    }
    for (int round = 0; round < 40; round++) {
      change(random, round);
      if (random.nextInt(4) == 0) {
        int moved = random.nextInt(clients.size());
        clients.set(moved, comeBack(clients.get(moved)));
      }
      for (var path : paths()) {
        var reply = ann.get(path).expect(200);
        gets.put(path + reply.header("etag"), reply.json());
      }
    }
    for (var live : clients) {
      for (var path : paths()) {
        var held = live.awaitThat(path, it -> it.equals(ann.get(path).json()));
        assertEquals(ann.get(path).header("etag"), held.version(), "seed " + seed);
        for (var seen : live.seen(path)) {
          var get = gets.get(path + seen.version());
          if (get != null) {
            assertEquals(get, seen.value(), "seed " + seed + " " + path);
          }
        }
      }
      live.close();
    }
  }

  private static LiveClient comeBack(LiveClient before) {
    before.close();
    var live = LiveClient.open(VERTX, SERVER.url(), ann);
    for (var path : paths()) {
      live.resume(Objects.requireNonNull(before.held(path)));
    }
    return live;
  }

  private static void change(Random random, int round) {
    var name = new JsonObject().put("name", "Name " + round);
    var path =
        switch (random.nextInt(8)) {
          case 0 -> "/api/v1/teams/" + team;
          case 1 -> "/api/v1/cycles/" + cycle;
          case 2 -> "/api/v1/workspace";
          case 3 -> "/api/v1/me";
          default -> "";
        };
    if (!path.isEmpty()) {
      ann.patch(path, name).expect(200);
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> SERVER.createTeam(ann, "Team " + round);
      case 1 -> SERVER.invite(ann, new JsonObject().put("role", "viewer"));
      case 2 ->
          ann.patch(
                  "/api/v1/teams/" + team,
                  new JsonObject().put("editing", random.nextBoolean() ? "members" : "workspace"))
              .expect(200);
      case 3 -> {
        var membership =
            "/api/v1/teams/%s/members/%s"
                .formatted(team, Objects.requireNonNull(PEOPLE.get("viewer")).memberId());
        ann.put(membership).expect(204);
        ann.delete(membership).expect(204);
      }
      default ->
          ann.patch(
                  record + "/objectives/o1",
                  new JsonObject()
                      .put("title", "Title " + round)
                      .put("ambition", random.nextBoolean() ? "committed" : null))
              .expect(200);
    }
  }
}
