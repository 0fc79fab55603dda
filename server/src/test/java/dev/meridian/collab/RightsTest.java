package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.workspace.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What those may do who came in: rules A6 to A9, H3, H6, Y4.
class RightsTest {
  static final CollabRoom ROOM = CollabRoom.open(CollabLimits.standard());
  static final NodeClients CLIENTS = NodeClients.start();
  static int number;

  private UUID document;
  private String ada;
  private String ben;
  private NodeClient writer;

  @BeforeEach
  void aRecordWithAWriter() {
    ada = "ada" + ++number;
    ben = "ben" + number;
    ROOM.person(ada, Role.MEMBER);
    document = ROOM.document(ada);
    writer = CLIENTS.open(ada, ROOM.hocuspocus(ada, document));
    until("synced", writer::isSynced);
    writer.addObjective("o1", "Loved");
    until("saved", writer::isSaved);
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
    ROOM.close();
  }

  private NodeClient open(String framing, String person) {
    NodeClient client =
        CLIENTS.open(person + framing, ROOM.client(framing, document).put("token", person));
    until("synced", () -> client.status().getBoolean("syncedOnce"));
    return client;
  }

  @ParameterizedTest
  @ValueSource(strings = {"hocuspocus", "y-websocket"})
  void a7AViewerSeesEverythingLiveAndChangesNothing(String framing) {
    ROOM.person(ben, Role.VIEWER);
    NodeClient viewer = open(framing, ben);
    until("sees", () -> viewer.text("o1", "title").equals("Loved"));
    until("the step 2 that brings nothing is acknowledged", viewer::isSaved);
    assertEquals(0, viewer.status().getInteger("refusals"));

    viewer.insert(List.of("o1", "title"), 0, "Not ");
    until("refused", () -> viewer.status().getInteger("refusals") == 1);
    writer.insert(List.of("o1", "title"), 5, "!");

    until("still sees", () -> viewer.text("o1", "title").endsWith("Loved!"));
    assertEquals("Loved!", writer.text("o1", "title"));
    assertEquals(List.of(), viewer.closeCodes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hocuspocus", "y-websocket"})
  void a7AViewerWhoWroteOfflineIsRefused(String framing) {
    ROOM.person(ben, Role.VIEWER);
    NodeClient viewer = open(framing, ben);
    viewer.disconnect();
    viewer.addObjective("o2", "Secretly");
    viewer.connect();
    until("refused", () -> viewer.status().getInteger("refusals") >= 1);
    assertTrue(writer.json().getJsonObject("o2") == null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hocuspocus", "y-websocket"})
  void a6WhenTheSignInEndsTheSocketCloses4401(String framing) {
    ROOM.person(ben, Role.MEMBER);
    NodeClient client = open(framing, ben);
    ROOM.endSignIn(ben);
    until("closed", () -> client.closeCodes().contains(4401));
    assertEquals(List.of(), writer.closeCodes());
    client.destroy();
  }

  @Test
  void a8ADowngradeInMidSessionIsToldAndHolds() {
    ROOM.person(ben, Role.MEMBER);
    NodeClient client = open("hocuspocus", ben);
    ROOM.changeRole(ben, Role.VIEWER);
    until(
        "told",
        () ->
            client
                .status()
                .getJsonArray("scopes")
                .getList()
                .equals(List.of("read-write", "readonly")));

    client.insert(List.of("o1", "title"), 0, "Not ");
    until("refused", () -> client.status().getInteger("refusals") == 1);
    assertEquals("Loved", writer.text("o1", "title"));
  }

  @Test
  void h3ATokenIsRenewedInMidSession() {
    ROOM.person(ben, Role.MEMBER);
    NodeClient client = open("hocuspocus", ben);
    client.renewToken();
    until("answered", () -> client.status().getJsonArray("scopes").size() == 2);
    client.insert(List.of("o1", "title"), 0, "Be ");
    until("goes on", () -> writer.text("o1", "title").equals("Be Loved"));
    assertEquals(List.of(), client.closeCodes());
  }

  @Test
  void a9AForeignClientIdCloses4403AndTheRoomGoesOn() {
    ROOM.person(ben, Role.MEMBER);
    Long adasId = writer.status().getLong("clientId");
    NodeClient thief =
        CLIENTS.open(
            "thief", ROOM.hocuspocus(ben, document).put("clientId", adasId).put("connect", false));
    thief.addObjective("o2", "more than ada wrote ".repeat(20));
    thief.connect();
    until("closed", () -> thief.closeCodes().contains(4403));
    thief.destroy();
    writer.insert(List.of("o1", "title"), 5, "!");
    until("saved", writer::isSaved);
    assertEquals("Loved!", writer.text("o1", "title"));
  }

  @Test
  void a9TwoTabsOfOnePersonMayShareTheirIds() {
    NodeClient tab = open("hocuspocus", ada);
    until("sees", () -> tab.text("o1", "title").equals("Loved"));
    tab.insert(List.of("o1", "title"), 0, "Be ");
    writer.insert(List.of("o1", "title"), 5, "!");
    until("converged", () -> tab.json().equals(writer.json()));
    assertEquals("Be Loved!", tab.text("o1", "title"));
    tab.destroy();
  }

  @Test
  void a9APageReloadBringsUnsentEditsOfAnEarlierId() {
    writer.disconnect();
    writer.insert(List.of("o1", "title"), 5, " by all");
    byte[] kept = writer.state();
    writer.destroy();

    NodeClient reloaded = CLIENTS.open("reloaded", ROOM.hocuspocus(ada, document));
    reloaded.apply(kept);
    until("saved", reloaded::isSaved);
    NodeClient fresh = open("y-websocket", ada);
    until("arrived", () -> fresh.text("o1", "title").equals("Loved by all"));
    assertEquals(List.of(), reloaded.closeCodes());
    reloaded.destroy();
    fresh.destroy();
  }
}
