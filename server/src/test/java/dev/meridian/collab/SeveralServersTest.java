package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestRedis;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two whole servers over one Postgres and one Redis: what is decided at one holds at the other.
class SeveralServersTest {
  static final TestRedis REDIS = TestRedis.start();
  static final TestServer ONE = TestServer.start(Map.of("MERIDIAN_REDIS_URL", REDIS.url()));
  static final TestServer TWO = ONE.startBeside(Map.of("MERIDIAN_REDIS_URL", REDIS.url()));
  static final NodeClients CLIENTS = NodeClients.start();
  static final Client ANN = ONE.setUp();
  static int number;

  @AfterAll
  static void close() {
    CLIENTS.close();
    TWO.close();
    ONE.close();
    REDIS.close();
  }

  private static String redisAt(TestServer server) {
    return new Client(server.url()).get("/health/ready").expect(200).json().getString("redis");
  }

  private static void untilRedisIs(String state) {
    until("redis " + state, () -> redisAt(ONE).equals(state) && redisAt(TWO).equals(state));
  }

  private static String document() {
    String team = ONE.createTeam(ANN, "Team " + ++number);
    String cycle = ONE.createCycle(ANN, "Cycle " + number);
    return ANN.post("/api/v1/okr-sets", new JsonObject().put("teamId", team).put("cycleId", cycle))
        .expect(201)
        .json()
        .getString("documentId");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void n7WhoIsRemovedAtOneServerIsGoneFromTheOther(boolean redisIsLost) {
    untilRedisIs("up");
    String document = document();
    Client bob = ONE.join(ANN, "member", "bob" + ++number + "@example.org");
    Client bobAtTwo = new Client(TWO.url());
    bobAtTwo.accessToken(bob.accessToken());
    bobAtTwo.get("/api/v1/members").expect(200);
    NodeClient socket =
        CLIENTS.open(
            "bob" + number,
            new JsonObject()
                .put("framing", "hocuspocus")
                .put("url", TWO.url().toString().replace("http", "ws"))
                .put("document", document)
                .put("token", bob.accessToken()));
    until("synced", socket::isSynced);
    if (redisIsLost) {
      REDIS.kill();
    }
    try {
      ANN.delete("/api/v1/members/" + bob.memberId()).expect(204);
      until("out", () -> socket.closeCodes().contains(4401));
      assertEquals(401, bobAtTwo.get("/api/v1/members").status());
    } finally {
      if (redisIsLost) {
        REDIS.startAgain();
      }
      socket.destroy();
    }
  }

  @Test
  void readyAlsoWithoutRedisAndSayingSo() {
    untilRedisIs("up");
    REDIS.freeze();
    try {
      untilRedisIs("down");
    } finally {
      REDIS.thaw();
    }
    untilRedisIs("up");
  }
}
