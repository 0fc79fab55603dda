package dev.meridian.live;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.live.testing.LiveClient;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two servers over one Postgres: whoever watches at one sees what is changed at the other. The
/// same with the news on Redis and, for a [dev.meridian.bus.LocalBus] on each, with none at all.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LiveSeveralNodesContract {
  private final Vertx vertx = Vertx.vertx();
  private TestServer one;
  TestServer two;
  private Client ann;
  private Client bob;
  private int number;

  private String path;
  private LiveClient live;

  abstract Map<String, String> settings();

  @BeforeAll
  void servers() {
    one = TestServer.start(settings());
    ann = one.setUp();
    bob = one.join(ann, "admin", "bob@example.org");
    two = one.startBeside(settings());
    ready(one);
    ready(two);
  }

  /// Waits until a server hears the others, if it is to.
  abstract void ready(TestServer server);

  @AfterAll
  void close() {
    two.close();
    one.close();
    vertx.close();
  }

  @BeforeEach
  void aWatchAtTheOther() {
    path = "/api/v1/teams/" + one.createTeam(ann, "Team " + ++number);
    live = at(two);
    live.watch(path).awaitAny(path);
  }

  @AfterEach
  void leave() {
    live.checkFaults();
    live.close();
  }

  private LiveClient at(TestServer server) {
    return LiveClient.open(vertx, server.url(), bob);
  }

  void rename(String name) {
    ann.patch(path, new JsonObject().put("name", name)).expect(200);
  }

  LiveClient.Held untilNamed(String name) {
    return live.awaitThat(path, it -> name.equals(it.getString("name")));
  }

  @Test
  void v10AChangeAtOneReachesWhoWatchesAtTheOther() {
    rename("Rockets");
    assertTrue(untilNamed("Rockets").patched());
  }

  @Test
  void v10SoDoesAnEditOfARecord() {
    var cycle = one.createCycle(ann, "Cycle");
    var id = ann.post("/api/v1/okr-sets", new JsonObject().put("cycleId", cycle)).expect(201).id();
    var record = "/api/v1/okr-sets/" + id;
    live.watch(record).awaitAny(record);
    TestRecords.addObjective(one, ann, record, "o1", "Loved by customers");
    live.awaitThat(record, it -> it.encode().contains("Loved by customers"));
  }

  @Test
  void v6WhoComesBackToTheOtherGoesOnFromItsVersion() {
    try (var other = at(one)) {
      other.watch(path).awaitAny(path);
      rename("First");
      untilNamed("First");
      other.awaitThat(path, it -> "First".equals(it.getString("name")));
      var before = Objects.requireNonNull(live.held(path));
      rename("Second");
      other.awaitThat(path, it -> "Second".equals(it.getString("name")));
      live.close();
      live = at(one);
      live.resume(before);
      assertTrue(untilNamed("Second").patched());
    }
  }

  @Test
  void v6AndGetsASnapshotWhereItsVersionIsUnknown() {
    var before = Objects.requireNonNull(live.held(path));
    live.close();
    rename("Meanwhile");
    live = at(one);
    live.resume(before);
    untilNamed("Meanwhile");
  }

  @Test
  void v9ARightThatIsTakenAwayAtOneEndsTheWatchAtTheOther() {
    live.watch("/api/v1/invitations").awaitAny("/api/v1/invitations");
    ann.patch("/api/v1/members/" + bob.memberId(), new JsonObject().put("role", "member"))
        .expect(200);
    assertEquals("forbidden", live.awaitGone("/api/v1/invitations"));
    ann.patch("/api/v1/members/" + bob.memberId(), new JsonObject().put("role", "admin"))
        .expect(200);
    until(
        "back",
        () -> {
          live.watch("/api/v1/invitations");
          return live.messages().getLast().containsKey("value");
        });
  }

  @Test
  void v2AMemberWhoIsRemovedAtOneIsSentAwayAtTheOther() {
    var cat = one.join(ann, "member", "cat" + UUID.randomUUID() + "@example.org");
    try (var hers = LiveClient.open(vertx, two.url(), cat)) {
      hers.watch(path).awaitAny(path);
      ann.delete("/api/v1/members/" + cat.memberId()).expect(204);
      assertEquals("4401 signed-out", hers.awaitClose());
    }
  }
}
