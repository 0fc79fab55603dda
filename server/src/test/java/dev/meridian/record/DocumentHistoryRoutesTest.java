package dev.meridian.record;

import static dev.meridian.collab.testing.NodeClients.until;
import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.testing.Client;
import dev.meridian.testing.Reply;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The past of a record over HTTP, on a server that compacts after every few rows: rules T1 to T3.
class DocumentHistoryRoutesTest {
  static final TestServer SERVER =
      TestServer.start(
          Map.of("MERIDIAN_COLLAB_SNAPSHOT_ROWS", "2", "MERIDIAN_COLLAB_SNAPSHOT_BYTES", "64"));
  static final NodeClients CLIENTS = NodeClients.start();
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

  @BeforeEach
  void aRecordWithATypist() {
    documentId =
        ann.post(
                "/api/v1/okr-sets",
                new JsonObject()
                    .put("teamId", SERVER.createTeam(ann, "Team " + ++number))
                    .put("cycleId", cycle))
            .expect(201)
            .json()
            .getString("documentId");
    path = "/api/v1/documents/" + documentId;
    typist =
        CLIENTS.open(
            "historian" + number,
            new JsonObject()
                .put("framing", "hocuspocus")
                .put("url", SERVER.url().toString().replace("http", "ws"))
                .put("document", documentId)
                .put("token", ann.accessToken()));
    until("synced", typist::isSynced);
    typist.addObjective("o1", "Loved by customers");
    typist.add(
        List.of("o1", "keyResults", "k1"),
        new JsonObject().put("title", "More").put("target", "20"));
    saved();
  }

  @AfterEach
  void leave() {
    typist.destroy();
  }

  private void saved() {
    until("saved", typist::isSaved);
  }

  /// Of the last commit.
  private String now() {
    return newest().getString("to");
  }

  private JsonObject entries() {
    return ann.get(path + "/history").expect(200).json().getJsonObject("entries");
  }

  private JsonObject newest() {
    JsonObject entries = entries();
    return entries.getJsonObject(entries.fieldNames().iterator().next());
  }

  private JsonObject at(String instant) {
    return ann.get(path + "/at/" + instant).expect(200).json().getJsonObject("objectives");
  }

  private Reply restore(Client client, String instant) {
    return client.post(path + "/restore", new JsonObject().put("at", instant));
  }

  private long compactedRows() {
    return await(
            SERVER
                .pool()
                .preparedQuery("select seq from document_snapshot where document_id = $1")
                .execute(Tuple.of(UUID.fromString(documentId))))
        .stream()
        .mapToLong(row -> row.getLong("seq"))
        .sum();
  }

  @Nested
  class History {
    @Test
    void t1SaysWhoWhenAndHowMuch() {
      typist.insert(TITLE, 0, "Be ");
      saved();
      typist.cut(TITLE, 0, 3);
      saved();
      until("compacted", () -> compactedRows() > 0);

      long inserted = 0;
      long deleted = 0;
      for (var entry : entries()) {
        JsonObject json = (JsonObject) entry.getValue();
        assertEquals(ann.memberId(), json.getString("memberId"));
        assertEquals(entry.getKey(), json.getString("id"));
        inserted += json.getLong("inserted");
        deleted += json.getLong("deleted");
      }
      assertEquals("Loved by customersMoreBe ".length(), inserted);
      assertEquals(3, deleted);
    }

    @Test
    void t1HasPagesAndAnEtag() {
      Reply first = ann.get(path + "/history?limit=1").expect(200);
      assertEquals(1, first.json().getJsonObject("entries").size());
      assertEquals(
          304,
          ann.twin()
              .header("If-None-Match", first.header("etag"))
              .get(path + "/history?limit=1")
              .status());
      long seq = newest().getLong("seq");
      assertTrue(
          ann.get(path + "/history?before=1")
              .expect(200)
              .json()
              .getJsonObject("entries")
              .isEmpty());
      assertFalse(
          ann.get(path + "/history?before=" + (seq + 1))
              .expect(200)
              .json()
              .getJsonObject("entries")
              .isEmpty());
      assertFalse(ann.get(path + "/history?limit=0").expect(400).field("limit").isEmpty());
      assertFalse(ann.get(path + "/history?before=x").expect(400).field("before").isEmpty());
    }

    @Test
    void anotherWorkspaceSeesNothing() {
      Client stranger = SERVER.otherWorkspace(ann, "Other " + number);
      String unknown = "/api/v1/documents/" + UUID.randomUUID();
      for (Client client : List.of(stranger, ann)) {
        String document = client == ann ? unknown : path;
        client.get(document + "/history").expect(404, "not-found");
        client.get(document + "/at/2026-01-31T09:30:00Z").expect(404, "not-found");
        client
            .post(document + "/restore", new JsonObject().put("at", now()))
            .expect(404, "not-found");
      }
    }
  }

  @Nested
  class At {
    @Test
    void t2ReadsAsItDid() {
      String before = now();
      JsonObject first = at(before);
      assertEquals("Loved by customers", first.getJsonObject("o1").getString("title"));
      typist.insert(TITLE, 0, "Be ");
      saved();
      String between = now();
      typist.cut(TITLE, 0, 8);
      typist.set(List.of("o1", "keyResults", "k1", "target"), "30");
      saved();
      until("compacted", () -> compactedRows() > 2);

      assertEquals(first, at(before));
      assertEquals("Be Loved by customers", at(between).getJsonObject("o1").getString("title"));
      JsonObject last = at(now()).getJsonObject("o1");
      assertEquals(" by customers", last.getString("title"));
      assertEquals("30", last.getJsonObject("keyResults").getJsonObject("k1").getString("target"));
      Reply cached = viewer.get(path + "/at/" + before).expect(200);
      assertEquals(
          304,
          viewer
              .twin()
              .header("If-None-Match", cached.header("etag"))
              .get(path + "/at/" + before)
              .status());
    }

    @Test
    void t2WhatIsNoInstantOrHasNoStateIsAProblem() {
      ann.get(path + "/at/yesterday").expect(400, "invalid-request");
      ann.get(path + "/at/2001-01-01T00:00:00Z").expect(404, "before-creation");
      ann.get(path + "/at/2999-01-01T00:00:00Z").expect(400, "invalid-request");
    }
  }

  @Nested
  class Restore {
    @Test
    void t3BringsTextsFieldsAndWhatWasRemovedBackAndKeepsWhatCameSince() {
      typist.addObjective("gone", "Was here");
      saved();
      String before = now();
      JsonObject past = at(before);
      typist.insert(TITLE, 0, "Not ");
      typist.set(List.of("o1", "keyResults", "k1", "target"), "99");
      typist.set(List.of("o1", "ambition"), "committed");
      typist.set(List.of("gone", "removed"), "2026-01-31T09:30:00Z");
      typist.addObjective("o2", "Came later");
      typist.add(
          List.of("o1", "keyResults", "k2"), new JsonObject().put("title", "Later").put("why", ""));
      saved();

      JsonObject after = restore(ann, before).expect(200).json().getJsonObject("objectives");

      assertNotNull(after.getJsonObject("o2").getString("removed"));
      assertEquals("Came later", after.getJsonObject("o2").getString("title"));
      JsonObject keyResults = after.getJsonObject("o1").getJsonObject("keyResults");
      assertNotNull(keyResults.getJsonObject("k2").getString("removed"));
      assertNull(after.getJsonObject("gone").getString("removed"));
      keyResults.remove("k2");
      after.remove("o2");
      assertEquals(past, after);
      until("arrived", () -> typist.text("o1", "title").equals("Loved by customers"));
    }

    @Test
    void t3IsTakenBackByAnotherRestore() {
      String before = now();
      typist.insert(TITLE, 5, " and liked");
      typist.addObjective("o2", "Second");
      saved();
      String later = now();
      JsonObject wanted = at(later);

      restore(ann, before).expect(200);
      assertFalse(at(now()).getJsonObject("o1").getString("title").contains("liked"));
      JsonObject again = restore(ann, later).expect(200).json().getJsonObject("objectives");
      assertEquals(wanted, again);
      assertEquals(wanted, at(now()));
    }

    @Test
    void t3KeepsTheWordsOfWhoWasAwayMeanwhile() {
      String before = now();
      typist.insert(TITLE, 0, "Be ");
      saved();
      typist.disconnect();
      typist.insert(TITLE, 21, " and partners");
      restore(ann, before).expect(200);
      typist.connect();
      saved();
      until("merged", () -> typist.text("o1", "title").equals("Loved by customers and partners"));
    }

    @Test
    void t3HappensOnceUnderAKeyAndIsAnEvent() {
      String before = now();
      typist.insert(TITLE, 0, "Be ");
      saved();
      Client once = ann.twin().header("Idempotency-Key", UUID.randomUUID().toString());
      Reply first = restore(once, before).expect(200);
      typist.insert(TITLE, 0, "Truly ");
      saved();
      assertEquals(first.json(), restore(once, before).expect(200).json());
      assertEquals("Truly Loved by customers", typist.text("o1", "title"));
      assertEquals(
          1,
          await(
                  SERVER
                      .pool()
                      .preparedQuery(
                          """
                          select payload from event
                          where kind = 'document-restored' and payload ->> 'documentId' = $1
                          """)
                      .execute(Tuple.of(documentId)))
              .size());
    }

    /// More than one message of a client may bring.
    @Test
    void t3BringsMuchBackAtOnce() {
      String much = "word ".repeat(140_000);
      for (String id : List.of("long1", "long2")) {
        typist.addObjective(id, "Long");
        typist.insert(List.of(id, "why"), 0, much);
      }
      saved();
      String before = now();
      typist.cut(List.of("long1", "why"), 0, much.length());
      typist.cut(List.of("long2", "why"), 0, much.length());
      saved();

      restore(ann, before).expect(200);
      until("arrived", () -> typist.text("long2", "why").equals(much));
      assertEquals(much, typist.text("long1", "why"));
      typist.insert(TITLE, 0, "Still ");
      saved();
      assertFalse(typist.closeCodes().contains(4509));
    }

    @Test
    void t3IsForThoseWhoMayWrite() {
      String before = now();
      restore(viewer, before).expect(403, "forbidden");
      restore(ann, "2001-01-01T00:00:00Z").expect(404, "before-creation");
      restore(ann, "soon").expect(400, "invalid-request");
      assertEquals(before, now(), "nothing was changed");
    }

    @Test
    void t3OfTheStateThatIsThereChangesNothing() {
      @Nullable String before = now();
      restore(ann, before).expect(200);
      assertEquals(before, now());
    }
  }
}
