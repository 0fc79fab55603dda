package dev.meridian.record;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.testing.Client;
import dev.meridian.testing.Reply;
import dev.meridian.testing.TestDatabase;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// OKR records over HTTP beside people who type: rules W1 to W4.
class OkrSetRoutesTest {
  static final TestServer SERVER = TestServer.start();
  static final NodeClients CLIENTS = NodeClients.start();
  static final String ALL = "/api/v1/okr-sets";
  private static final List<String> TITLE = List.of("o1", "title");
  static Client ann;
  static Client viewer;
  static String cycle;
  static int number;

  private String path;
  private String documentId;
  private NodeClient typist;

  @BeforeAll
  static void people() {
    ann = SERVER.setUp();
    viewer = SERVER.join(ann, "viewer", "vera@example.org");
    cycle = SERVER.createCycle(ann, "Q1");
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
    SERVER.close();
  }

  private static JsonObject forTeam(String team) {
    return new JsonObject().put("teamId", team).put("cycleId", cycle);
  }

  private static JsonObject patch(String field, @Nullable Object value) {
    return new JsonObject().put(field, value);
  }

  @BeforeEach
  void aRecordWithATypist() {
    JsonObject made =
        ann.post(ALL, forTeam(SERVER.createTeam(ann, "Team " + ++number))).expect(201).json();
    path = ALL + "/" + made.getString("id");
    documentId = made.getString("documentId");
    typist =
        CLIENTS.open(
            "typist" + number,
            new JsonObject()
                .put("framing", "hocuspocus")
                .put("url", SERVER.url().toString().replace("http", "ws"))
                .put("document", documentId)
                .put("token", ann.accessToken()));
    until("synced", typist::isSynced);
    typist.add(
        List.of("o1"),
        new JsonObject()
            .put("title", "Loved by customers")
            .put("why", "")
            .put("order", "a")
            .put(
                "keyResults",
                new JsonObject()
                    .put(
                        "k1",
                        new JsonObject()
                            .put("title", "More")
                            .put("start", "10")
                            .put("target", "20"))));
    until("saved", typist::isSaved);
    until("projected", () -> objective(read()) != null);
  }

  private Reply read() {
    return ann.get(path).expect(200);
  }

  private static JsonObject objective(Reply record) {
    return record.json().getJsonObject("objectives").getJsonObject("o1");
  }

  private Reply patchObjective(JsonObject patch) {
    return ann.patch(path + "/objectives/o1", patch);
  }

  private Reply patchReading(Reply version, String path, JsonObject patch) {
    return ann.twin().header("If-Match", version.header("etag")).patch(path, patch);
  }

  @Nested
  class Create {
    @Test
    void namesTheExistingRecordWhenThereIsOne() {
      JsonObject body = forTeam(SERVER.createTeam(ann, "Twice"));
      String id = ann.post(ALL, body).expect(201).id();
      Reply second = ann.post(ALL, body).expect(409, "okr-set-exists");
      assertEquals(id, second.json().getString("existingId"));
    }

    @Test
    void needsAnOpenCycleAndTeamOfThisWorkspace() {
      assertFalse(
          ann.post(ALL, new JsonObject().put("cycleId", UUID.randomUUID().toString()))
              .expect(400)
              .field("cycleId")
              .isEmpty());
      assertFalse(ann.post(ALL, forTeam(cycle)).expect(400).field("teamId").isEmpty());
    }

    @Test
    void isNotForViewers() {
      viewer.post(ALL, new JsonObject().put("cycleId", cycle)).expect(403);
    }
  }

  @Nested
  class Read {
    @Test
    void anotherWorkspaceSeesNothing() {
      Client stranger = SERVER.otherWorkspace(ann, "Other " + number);
      stranger.get(path).expect(404);
      stranger.patch(path + "/objectives/o1", patch("title", "x")).expect(404);
      assertTrue(stranger.get(ALL).expect(200).json().getJsonObject("okrSets").isEmpty());
    }

    @Test
    void w4ShowsAnEditWithin500MillisecondsOfItsCommit() {
      typist.insert(TITLE, 0, "Be ");
      until("saved", typist::isSaved);
      until(
          "shown",
          Duration.ofMillis(500),
          () -> objective(read()).getString("title").equals("Be Loved by customers"));
    }

    @Test
    void hasProgressHintsAndNothingNull() {
      Reply record = read();
      JsonObject keyResult = objective(record).getJsonObject("keyResults").getJsonObject("k1");
      assertEquals(
          new JsonObject().put("state", "pending").put("current", "10").put("ratio", "0"),
          keyResult.getJsonObject("progress"));
      assertFalse(record.text().contains("null"));
      assertEquals(
          304, ann.twin().header("If-None-Match", record.header("etag")).get(path).status());
    }

    @Test
    void theSweepHealsAProjectionThatWasLost() {
      TestDatabase.await(
          SERVER
              .pool()
              .preparedQuery("update document_head set projected_seq = 0 where document_id = $1")
              .execute(Tuple.of(UUID.fromString(documentId))));
      TestDatabase.await(
          SERVER
              .pool()
              .preparedQuery("update objective set title = 'old' where document_id = $1")
              .execute(Tuple.of(UUID.fromString(documentId))));
      until(
          "healed",
          Duration.ofSeconds(15),
          () -> objective(read()).getString("title").equals("Loved by customers"));
    }
  }

  @Nested
  class Patch {
    @Test
    void refusesWhatTheDocumentDoesNotTake() {
      assertFalse(
          patchObjective(patch("title", "two\nlines")).expect(400).field("title").isEmpty());
      assertFalse(
          patchObjective(patch("removed", "yesterday")).expect(400).field("removed").isEmpty());
      ann.patch(path + "/objectives/o1/key-results/k1", patch("due", "2026-02-30")).expect(400);
      ann.patch(path + "/objectives/nobody", patch("title", "x")).expect(404);
      ann.patch(path + "/objectives/o1/key-results/nobody", patch("title", "x")).expect(404);
      viewer.patch(path + "/objectives/o1", patch("title", "x")).expect(403);
    }

    @Test
    void w1ArrivesAtThoseWhoTypeAndAnswersTheNewState() {
      Reply answer =
          patchObjective(patch("title", "Loved by all customers").put("ambition", "committed"))
              .expect(200);
      assertEquals("committed", objective(answer).getString("ambition"));
      until("arrived", () -> typist.text("o1", "title").equals("Loved by all customers"));
      until("the tables say the same", () -> read().text().equals(answer.text()));
    }

    @Test
    void w2KeepsWordsThatWereTypedMeanwhile() {
      Reply version = read();
      typist.insert(TITLE, 0, "Be ");
      typist.insert(List.of("o1", "why"), 0, "because");
      until("saved", typist::isSaved);

      Reply answer =
          patchReading(version, path + "/objectives/o1", patch("title", "Loved by partners"))
              .expect(200);

      assertEquals("Be Loved by partners", objective(answer).getString("title"));
      until("arrived", () -> typist.text("o1", "title").equals("Be Loved by partners"));
      assertEquals("because", typist.text("o1", "why"));
    }

    @Test
    void w2ANamedFieldThatWasChangedMeanwhileIs412() {
      Reply version = read();
      typist.set(List.of("o1", "keyResults", "k1", "target"), "30");
      until("saved", typist::isSaved);
      String keyResult = path + "/objectives/o1/key-results/k1";

      patchReading(version, keyResult, patch("target", "40")).expect(412, "changed-meanwhile");
      patchReading(version, keyResult, patch("start", "5")).expect(200);
    }

    @Test
    void w3AnUnknownVersionIs412() {
      ann.twin()
          .header("If-Match", "\"made-up\"")
          .patch(path + "/objectives/o1", patch("title", "x"))
          .expect(412, "version-unknown");
    }

    @Test
    void nullTakesAFieldAway() {
      patchObjective(patch("serves", "people")).expect(200);
      assertFalse(
          objective(patchObjective(patch("serves", null)).expect(200)).containsKey("serves"));
    }
  }
}
