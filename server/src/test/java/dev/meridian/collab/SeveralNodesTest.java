package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.pause;
import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.bus.RedisBus;
import dev.meridian.collab.testing.CollabNode;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.testing.TestRedis;
import dev.meridian.workspace.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two nodes over one Postgres and one Redis serve the same document: rules N1 to N5.
class SeveralNodesTest {
  static final CollabRoom ROOM = CollabRoom.open(CollabLimits.standard());
  static final TestRedis REDIS = TestRedis.start();
  static final NodeClients CLIENTS = NodeClients.start();
  private static final List<String> TITLE = List.of("o1", "title");
  static CollabNode one;
  static CollabNode two;
  static int number;

  private UUID document;
  private NodeClient ada;
  private NodeClient ben;

  @BeforeAll
  static void nodes() {
    ROOM.person("ada", Role.MEMBER);
    ROOM.person("ben", Role.MEMBER);
    one = node();
    two = node();
  }

  private static CollabNode node() {
    RedisBus bus = RedisBus.start(ROOM.vertx, REDIS.url(), "test", new SimpleMeterRegistry());
    until("connected", bus::isConnected);
    return ROOM.addNode(bus, CollabLimits.standard());
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
    ROOM.close();
    REDIS.close();
  }

  @BeforeEach
  void aDocumentOnBothNodes() {
    document = ROOM.document("ada");
    ada = open(one, "ada", "hocuspocus");
    ben = open(two, "ben", "y-websocket");
    ada.addObjective("o1", "Loved");
    until("crossed", () -> ben.text("o1", "title").equals("Loved"));
  }

  @AfterEach
  void leave() {
    ada.destroy();
    ben.destroy();
  }

  private NodeClient open(CollabNode node, String person, String framing) {
    NodeClient client =
        CLIENTS.open(person + ++number, node.client(framing, document).put("token", person));
    until("synced", client::isSynced);
    return client;
  }

  private void untilBothRead(String title) {
    until("ada reads " + title, () -> ada.text("o1", "title").equals(title));
    until("ben reads " + title, () -> ben.text("o1", "title").equals(title));
    until("saved", () -> ada.isSaved() && ben.isSaved());
  }

  @Test
  void n1EditsOfBothNodesCrossAndTheLogHasNoGaps() {
    for (int i = 0; i < 100; i++) {
      ada.insert(TITLE, 0, "a");
      ben.insert(TITLE, 0, "b");
    }
    until("all there", () -> ada.text("o1", "title").length() == 205);
    untilBothRead(ada.text("o1", "title"));
    assertTrue(two.count("meridian.replica.news") > 0);
    long rows = ROOM.rows(document);
    assertEquals(ROOM.head(document), rows);
    NodeClient late = open(two, "ada", "hocuspocus");
    assertEquals(ada.json(), late.json());
    late.destroy();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void n2EditingGoesOnWithoutRedisThroughPostgres(boolean hangs) {
    if (hangs) {
      REDIS.freeze();
    } else {
      REDIS.kill();
    }
    try {
      until(
          "noticed", Duration.ofSeconds(4), () -> !one.bus.isConnected() && !two.bus.isConnected());
      ada.insert(TITLE, 0, "Be ");
      untilBothRead("Be Loved");
      ben.insert(TITLE, 8, "!");
      untilBothRead("Be Loved!");
    } finally {
      if (hangs) {
        REDIS.thaw();
      } else {
        REDIS.startAgain();
      }
    }
    until("back", () -> one.bus.isConnected() && two.bus.isConnected());
    ada.insert(TITLE, 0, "To ");
    untilBothRead("To Be Loved!");
  }

  @Test
  void n3CursorsCrossAndGoAwayWithTheirConnection() {
    ada.say(new JsonObject().put("cursor", "here"));
    until("ben sees ada", () -> ben.whoIsHere().encode().contains("here"));
    NodeClient late = open(two, "ben", "hocuspocus");
    until("who comes later sees ada", () -> late.whoIsHere().encode().contains("here"));
    ada.disconnect();
    until("gone", () -> !ben.whoIsHere().encode().contains("here"));
    late.destroy();
  }

  @Test
  void n4WhoMovesToAnotherNodeBringsWhatItSawThere() {
    REDIS.kill(); // the other node has not heard of it
    try {
      ben.insert(TITLE, 0, "Be ");
      until("saved", ben::isSaved);
      NodeClient cat = open(two, "ada", "hocuspocus");
      until("cat reads", () -> cat.text("o1", "title").equals("Be Loved"));
      NodeClient moved = open(one, "ada", "hocuspocus");
      moved.apply(cat.state());
      moved.insert(TITLE, 8, "!");
      until("saved", moved::isSaved);
      assertEquals(List.of(), moved.closeCodes());
      untilBothRead("Be Loved!");
      moved.destroy();
      cat.destroy();
    } finally {
      REDIS.startAgain();
    }
    until("back", () -> one.bus.isConnected() && two.bus.isConnected());
  }

  @Test
  void n5AClientIdBelongsToItsMemberOnEveryNode() {
    NodeClient thief = open(two, "ben", "hocuspocus");
    ada.disconnect();
    ada.insert(TITLE, 0, "x"); // nobody has seen it yet
    thief.apply(ada.state());
    until("refused", () -> thief.closeCodes().contains(4403));
    ada.connect();
    untilBothRead("xLoved");
    thief.destroy();
  }

  @Test
  void aQuietPairOfNodesReadsNoGaps() {
    double before = two.count("meridian.replica.gap.fills");
    ada.insert(TITLE, 0, "x");
    untilBothRead("xLoved");
    pause(Duration.ofMillis(1_500));
    assertEquals(before, two.count("meridian.replica.gap.fills"));
    assertFalse(ada.closeCodes().contains(4509));
  }
}
