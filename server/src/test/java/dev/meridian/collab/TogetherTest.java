package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.workspace.Role;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// People who write together, with all that happens to them.
class TogetherTest {
  static final CollabRoom ROOM = CollabRoom.open(CollabLimits.standard());
  static final NodeClients CLIENTS = NodeClients.start();
  private static final List<String> TITLE = List.of("o1", "title");
  static int number;

  private UUID document;
  private NodeClient ada;
  private NodeClient ben;

  @BeforeAll
  static void people() {
    ROOM.person("ada", Role.MEMBER);
    ROOM.person("ben", Role.MEMBER);
  }

  @BeforeEach
  void twoPeopleInARecord() {
    number++;
    document = ROOM.document("ada");
    ada = CLIENTS.open("ada" + number, ROOM.hocuspocus("ada", document));
    ben = CLIENTS.open("ben" + number, ROOM.yWebsocket("ben", document));
    until("synced", () -> ada.isSynced() && ben.isSynced());
    ada.addObjective("o1", "Loved");
    until("ben sees", () -> ben.text("o1", "title").equals("Loved"));
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
    ROOM.close();
  }

  private void converge() {
    until("saved", () -> ada.isSaved() && ben.isSaved());
    until("converged", () -> ada.json().equals(ben.json()));
  }

  @Test
  void editsMadeOfflineArriveAfterTheReconnect() {
    ada.disconnect();
    ada.insert(TITLE, 0, "Be ");
    ada.insert(TITLE, 8, "!");
    ben.insert(TITLE, 5, " by all");
    ada.connect();
    converge();
    assertTrue(ada.text("o1", "title").startsWith("Be Loved"));
    assertTrue(ada.text("o1", "title").contains(" by all"));
  }

  @Test
  void aLaptopThatWakesAfterANightMergesWithAllThatCameMeanwhile() {
    ada.disconnect();
    for (int i = 0; i < 300; i++) {
      ada.insert(List.of("o1", "why"), i, "a");
    }
    for (int i = 0; i < 20; i++) {
      ben.addObjective("b" + i, "Made at night " + i);
      ben.set(List.of("b" + i, "order"), "x" + i);
    }
    ben.insert(List.of("o1", "why"), 0, "night: ");
    until("ben saved", ben::isSaved);
    ada.connect();
    converge();
    assertEquals(21, ada.json().fieldNames().size());
    assertEquals(300 + "night: ".length(), ada.text("o1", "why").length());
  }

  @Test
  void anObjectiveRemovedByOneAndEditedByAnotherComesBackWithAllWords() {
    ada.trackUndo();
    ada.disconnect();
    ada.set(List.of("o1", "removed"), "2026-01-31T09:30:00Z");
    ben.insert(TITLE, 5, " by all");
    until("ben saved", ben::isSaved);
    ada.connect();
    converge();
    assertEquals("2026-01-31T09:30:00Z", ben.text("o1", "removed"));

    ada.undo();
    converge();
    assertEquals("", ben.text("o1", "removed"));
    assertEquals("Loved by all", ben.text("o1", "title"));
  }

  @Test
  void anEmojiSplitByAnEditLeavesEverybodyWithTheSameText() {
    ada.insert(TITLE, 5, "👩‍💻");
    until("ben sees", () -> ben.text("o1", "title").equals("Loved👩‍💻"));
    ben.insert(TITLE, 6, "x"); // inside the surrogate pair
    converge();
    NodeClient fresh = CLIENTS.open("fresh" + number, ROOM.hocuspocus("ada", document));
    until("the server has it", () -> fresh.json().equals(ada.json()));
    fresh.destroy();
  }

  @Test
  void rightToLeftTextAnd5000CharactersAreJustText() {
    String rightToLeft = "نحن محبوبون \u202Bאהוב\u202C ";
    ada.insert(TITLE, 0, rightToLeft);
    ben.insert(List.of("o1", "why"), 0, "é̂🏳️‍🌈".repeat(625));
    converge();
    assertEquals(rightToLeft + "Loved", ben.text("o1", "title"));
    assertEquals("é̂🏳️‍🌈".repeat(625), ada.text("o1", "why"));
  }

  @Test
  void fiftyPeopleInOneRecordConverge() {
    List<NodeClient> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(
          CLIENTS.open(
              "crowd" + i,
              i % 2 == 0 ? ROOM.hocuspocus("ada", document) : ROOM.yWebsocket("ben", document)));
    }
    all.forEach(one -> until("synced", one::isSynced));
    all.forEach(one -> until("sees", () -> one.text("o1", "title").equals("Loved")));
    for (int i = 0; i < 50; i++) {
      all.get(i).insert(TITLE, 0, "<" + i + ">");
    }
    all.forEach(one -> until("saved", Duration.ofSeconds(30), one::isSaved));
    int length = 50 * 4 - 10 + "Loved".length();
    JsonObject last = all.getLast().json();
    assertEquals(length, all.getLast().text("o1", "title").length());
    all.forEach(one -> until("the same everywhere", () -> one.json().equals(last)));
    all.forEach(NodeClient::destroy);
  }

  @Test
  void p4PresenceComesAndGoesWithItsConnection() {
    String adasId = ROOM.people.of("ada").memberId().toString();
    String client = ada.status().getLong("clientId").toString();
    ada.say(new JsonObject().put("user", new JsonObject().put("id", adasId).put("name", "Ada")));
    until("ben sees ada", () -> hasUser(ben, client));

    ada.disconnect();
    until("ben sees her leave", () -> !ben.whoIsHere().containsKey(client));
    ada.connect();
    until("ben sees her again", Duration.ofSeconds(30), () -> hasUser(ben, client));
  }

  @Test
  void p2SomebodyElsesNameIsNotPassedOn() {
    String bensId = ROOM.people.of("ben").memberId().toString();
    String client = ada.status().getLong("clientId").toString();
    ada.say(new JsonObject().put("user", new JsonObject().put("id", bensId).put("name", "Ben")));
    ada.insert(TITLE, 0, "Be ");
    converge();
    assertTrue(!hasUser(ben, client));
  }

  private static boolean hasUser(NodeClient observer, String client) {
    JsonObject state = observer.whoIsHere().getJsonObject(client);
    return state != null && state.containsKey("user");
  }
}
