package dev.meridian.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

  static final TestServer SERVER = TestServer.start();
  static final Client ANN = SERVER.setUp();
  static final Client BOB = SERVER.join(ANN, "admin", "bob@example.org");

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static JsonObject team(String name) {
    return new JsonObject().put("name", name);
  }

  private static Client under(Client person, String key) {
    return person.twin().header("Idempotency-Key", key);
  }

  private static long teams(String name) {
    return ANN.get("/api/v1/teams").json().getJsonObject("teams").stream()
        .filter(entry -> ((JsonObject) entry.getValue()).getString("name").equals(name))
        .count();
  }

  @Test
  void answersTheFirstResultAgainAndDoesNothingTwice() {
    var client = under(ANN, "once");
    var first = client.post("/api/v1/teams", team("Once")).expect(201);
    var second = client.post("/api/v1/teams", team("Once")).expect(201);
    assertEquals(first.json(), second.json());
    assertEquals(1, teams("Once"));
  }

  @Test
  void refusesTheKeyForAnotherRequest() {
    var client = under(ANN, "other");
    client.post("/api/v1/teams", team("First")).expect(201);
    client.post("/api/v1/teams", team("Second")).expect(422, "idempotency-key-reused");
    client
        .post("/api/v1/invitations", new JsonObject().put("role", "member"))
        .expect(422, "idempotency-key-reused");
    assertEquals(0, teams("Second"));
  }

  @Test
  void belongsToOnePerson() {
    under(ANN, "shared").post("/api/v1/teams", team("Shared")).expect(201);
    under(BOB, "shared").post("/api/v1/teams", team("Shared")).expect(201);
    assertEquals(2, teams("Shared"));
  }

  @Test
  void isNotUsedUpByARefusal() {
    var client = under(ANN, "refused");
    client.post("/api/v1/teams", team("\u0007")).expect(400);
    client.post("/api/v1/teams", team("Accepted")).expect(201);
  }

  @Test
  void answersSecretsAgainToo() {
    var client = under(ANN, "secret");
    var body = new JsonObject().put("role", "member");
    var first = client.post("/api/v1/invitations", body).expect(201).json();
    assertEquals(first, client.post("/api/v1/invitations", body).expect(201).json());
  }

  @Test
  void holdsWhenTheSameCommandArrivesManyTimesAtOnce() throws Exception {
    var client = under(ANN, "storm");
    var ids = new HashSet<String>();
    try (var threads = Executors.newFixedThreadPool(6)) {
      Callable<String> create =
          () -> client.twin().post("/api/v1/teams", team("Storm")).expect(201).id();
      for (var id : threads.invokeAll(Collections.nCopies(6, create))) {
        ids.add(id.get());
      }
    }
    assertEquals(1, ids.size());
    assertEquals(1, teams("Storm"));
  }
}
