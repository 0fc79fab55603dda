package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.workspace.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two people in one record, with every pair of framings.
class TwoClientsTest {
  static final CollabRoom ROOM = CollabRoom.open(CollabLimits.standard());
  static final NodeClients CLIENTS = NodeClients.start();

  @BeforeAll
  static void people() {
    ROOM.person("ada", Role.MEMBER);
    ROOM.person("ben", Role.MEMBER);
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
    ROOM.close();
  }

  @ParameterizedTest
  @CsvSource({"hocuspocus, hocuspocus", "y-websocket, y-websocket", "hocuspocus, y-websocket"})
  void converge(String one, String other) {
    UUID document = ROOM.document("ada");
    NodeClient ada =
        CLIENTS.open("ada-" + document, ROOM.client(one, document).put("token", "ada"));
    NodeClient ben =
        CLIENTS.open("ben-" + document, ROOM.client(other, document).put("token", "ben"));
    until("both synced", () -> ada.isSynced() && ben.isSynced());

    ada.addObjective("o1", "Loved by customers");
    until("ben sees it", () -> ben.text("o1", "title").equals("Loved by customers"));
    ada.insert(List.of("o1", "title"), 18, " 💚");
    ben.insert(List.of("o1", "title"), 0, "Be ");
    until("both saved", () -> ada.isSaved() && ben.isSaved());
    until("converged", () -> ada.json().equals(ben.json()));

    assertEquals("Be Loved by customers 💚", ada.text("o1", "title"));
    ada.destroy();
    ben.destroy();
  }
}
