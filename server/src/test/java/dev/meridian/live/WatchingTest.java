package dev.meridian.live;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.live.testing.LiveClient;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// One server, one socket: rules V3 to V9.
class WatchingTest {
  static final TestServer SERVER = TestServer.start();
  static final Vertx VERTX = Vertx.vertx();
  static Client ann;
  static Client bob;
  static int number;

  private LiveClient live;
  private String path;

  @BeforeAll
  static void people() {
    ann = SERVER.setUp();
    bob = SERVER.join(ann, "member", "bob@example.org");
  }

  @AfterAll
  static void close() {
    VERTX.close();
    SERVER.close();
  }

  @BeforeEach
  void aTeam() {
    path = "/api/v1/teams/" + SERVER.createTeam(ann, "Team " + ++number);
    live = open(bob);
  }

  @AfterEach
  void leave() {
    live.checkFaults();
    live.close();
  }

  private static LiveClient open(Client person) {
    return LiveClient.open(VERTX, SERVER.url(), person);
  }

  private void rename(String name) {
    ann.patch(path, new JsonObject().put("name", name)).expect(200);
  }

  private static boolean isNamed(JsonObject value, String name) {
    return name.equals(value.getString("name"));
  }

  @Nested
  class Snapshot {
    @Test
    void v4IsWhatAGetAnswers() {
      var held = live.watch(path).awaitAny(path);
      var reply = bob.get(path).expect(200);
      assertEquals(reply.json(), held.value());
      assertEquals(reply.header("etag"), held.version());
    }

    @Test
    void v3OnlyResourcesOfTheContractAreWatched() {
      for (var other : new String[] {"/api/v1/sign-ins", "/api/v1/nothing", "/", "", path + "/"}) {
        assertEquals("not-watchable", live.watch(other).awaitError(other));
      }
    }

    @Test
    void v7WhatIsNotThereIsGone() {
      var nowhere = "/api/v1/teams/6a2f41a3-c54c-fce8-32d2-0324e1c32e22";
      var noId = "/api/v1/teams/a%20b";
      assertEquals("not-found", live.watch(nowhere).awaitGone(nowhere));
      assertEquals("not-found", live.watch(noId).awaitGone(noId));
      assertEquals("forbidden", live.watch("/api/v1/invitations").awaitGone("/api/v1/invitations"));
    }

    @Test
    void v7AnotherWorkspaceSeesNothing() {
      try (var other = open(SERVER.otherWorkspace(ann, "Other"))) {
        assertEquals("not-found", other.watch(path).awaitGone(path));
      }
    }
  }

  @Nested
  class Patch {
    @Test
    void v5SaysWhatChangedAndNoMore() {
      live.watch(path).awaitAny(path);
      rename("Rockets");
      var held = live.awaitThat(path, it -> isNamed(it, "Rockets"));
      assertEquals(bob.get(path).header("etag"), held.version());
      var message = live.messages().getLast();
      assertEquals(new JsonObject().put("name", "Rockets"), message.getJsonObject("patch"));
    }

    @Test
    void v5WhatIsTakenAwayIsNull() {
      ann.patch(path, new JsonObject().put("archived", true)).expect(200);
      live.watch(path).awaitThat(path, it -> it.containsKey("archivedAt"));
      ann.patch(path, new JsonObject().put("archived", false)).expect(200);
      live.awaitThat(path, it -> !it.containsKey("archivedAt"));
      assertEquals(
          new JsonObject().putNull("archivedAt"), live.messages().getLast().getJsonObject("patch"));
    }

    @Test
    void v5AnEditOfARecordReachesThoseWhoWatchItsContent() {
      var cycle = SERVER.createCycle(ann, "Cycle " + number);
      var id =
          ann.post("/api/v1/okr-sets", new JsonObject().put("cycleId", cycle)).expect(201).id();
      var record = "/api/v1/okr-sets/" + id;
      live.watch(record).watch("/api/v1/okr-sets");
      live.awaitAny(record);
      live.awaitAny("/api/v1/okr-sets");
      TestRecords.addObjective(SERVER, ann, record, "o1", "Loved by customers");
      live.awaitThat(
          record, it -> it.getJsonObject("objectives").encode().contains("\"Loved by customers\""));
      live.awaitThat(
          "/api/v1/okr-sets",
          it -> it.getJsonObject("okrSets").getJsonObject(id).getInteger("objectiveCount") == 1);
    }

    @Test
    void v3NothingComesAfterUnwatch() {
      live.watch(path).awaitAny(path);
      live.unwatch(path).watch("/api/v1/me").awaitAny("/api/v1/me");
      var seen = live.seen(path).size();
      rename("Unseen");
      ann.patch("/api/v1/workspace", new JsonObject().put("name", "Acme " + number)).expect(200);
      live.awaitThat("/api/v1/me", it -> it.encode().contains("Acme " + number));
      assertEquals(seen, live.seen(path).size());
    }
  }

  @Nested
  class Resume {
    @Test
    void v6GoesOnWithAPatchFromTheVersionHeld() {
      var before = live.watch(path).awaitAny(path);
      live.close();
      rename("Meanwhile");
      live = open(bob);
      live.resume(before);
      assertTrue(live.awaitThat(path, it -> isNamed(it, "Meanwhile")).patched());
    }

    @Test
    void v6SaysSoWhenNothingHasChanged() {
      var before = live.watch(path).awaitAny(path);
      live.close();
      live = open(bob);
      live.resume(before);
      until("confirmed", () -> live.seen(path).size() == 1);
      assertEquals(
          new JsonObject().put("path", path).put("version", before.version()),
          live.messages().getLast());
    }

    @Test
    void v6GivesASnapshotWhenTheVersionIsUnknown() {
      live.resume(new LiveClient.Held(path, "\"unheard-of\"", new JsonObject(), false));
      var held = live.awaitThat(path, it -> !it.isEmpty());
      assertFalse(held.patched());
      assertEquals(bob.get(path).json(), held.value());
    }
  }

  @Nested
  class Rights {
    private Client cat;
    private LiveClient hers;

    @BeforeEach
    void aThird() {
      cat = SERVER.join(ann, "admin", "cat" + number + "@example.org");
      hers = open(cat);
    }

    @AfterEach
    void away() {
      hers.checkFaults();
      hers.close();
    }

    private void makeCat(String role) {
      ann.patch("/api/v1/members/" + cat.memberId(), new JsonObject().put("role", role))
          .expect(200);
    }

    @Test
    void v9WhoMayNotReadAnyMoreIsToldAndTheOthersGoOn() {
      hers.watch("/api/v1/invitations").awaitAny("/api/v1/invitations");
      hers.watch(path).awaitAny(path);
      makeCat("member");
      assertEquals("forbidden", hers.awaitGone("/api/v1/invitations"));
      rename("Still");
      hers.awaitThat(path, it -> isNamed(it, "Still"));
      SERVER.invite(ann, new JsonObject().put("role", "member"));
      rename("Still there");
      hers.awaitThat(path, it -> isNamed(it, "Still there"));
      assertEquals(1, hers.seen("/api/v1/invitations").size());
    }

    @Test
    void v9WhatIsOnesOwnFollowsTheRole() {
      hers.watch("/api/v1/me").awaitAny("/api/v1/me");
      makeCat("viewer");
      hers.awaitThat(
          "/api/v1/me", it -> it.getJsonObject("member").getString("role").equals("viewer"));
    }

    @Test
    void v2WhoIsRemovedIsSentAway() {
      hers.watch(path).awaitAny(path);
      ann.delete("/api/v1/members/" + cat.memberId()).expect(204);
      assertEquals("4401 signed-out", hers.awaitClose());
    }

    @Test
    void v4PersonalResourcesAreEachOnesOwn() {
      var mine = live.watch("/api/v1/me").awaitAny("/api/v1/me");
      var other = hers.watch("/api/v1/me").awaitAny("/api/v1/me");
      assertEquals(bob.get("/api/v1/me").json(), mine.value());
      assertEquals(cat.get("/api/v1/me").json(), other.value());
    }
  }

  @Test
  void v9AWatchThatWasRefusedBeginsWhenTheRightIsThere() {
    assertEquals("forbidden", live.watch("/api/v1/invitations").awaitGone("/api/v1/invitations"));
    assertNull(live.held("/api/v1/invitations"));
  }
}
