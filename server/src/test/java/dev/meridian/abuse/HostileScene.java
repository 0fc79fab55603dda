package dev.meridian.abuse;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.workspace.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// A new room for each test in which Ada works with a stock client and Mallory, a member as well,
/// does as she likes. After each test nothing of hers is stored, Ada was not disturbed, her next
/// edit is saved, and whoever comes then reads it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostileScene {
  final CollabRoom room;
  final NodeClients clients = NodeClients.start();
  UUID document = new UUID(0, 0);
  NodeClient witness;
  private long rows;

  HostileScene(CollabLimits limits) {
    this.room = CollabRoom.open(limits);
    room.person("ada", Role.MEMBER);
    room.person("ben", Role.MEMBER);
    room.person("mallory", Role.MEMBER);
  }

  @BeforeEach
  void aRoomWithAWitness() {
    document = room.document("ada");
    witness = clients.open("witness" + document, room.hocuspocus("ada", document));
    until("synced", witness::isSynced);
    witness.addObjective("o1", "Loved");
    until("saved", witness::isSaved);
    rows = room.rows(document);
  }

  /// What is stored until now is meant to be.
  void honestlyStored() {
    rows = room.rows(document);
  }

  @AfterEach
  void theRoomGoesOnUnharmed() {
    assertEquals(rows, room.rows(document), "rows");
    witness.insert(List.of("o1", "title"), 0, "Be ");
    until("saved", witness::isSaved);
    NodeClient fresh = clients.open("fresh" + document, room.yWebsocket("ada", document));
    until("the room goes on", () -> fresh.text("o1", "title").equals("Be Loved"));
    assertEquals(List.of(), witness.closeCodes());
    assertEquals(0, witness.status().getInteger("refusals"));
    witness.destroy();
    fresh.destroy();
  }

  @AfterAll
  void close() {
    clients.close();
    room.close();
  }

  Intruder mallory(Framing framing) {
    return Intruder.enter(room, framing, document, "mallory");
  }

  long witnessId() {
    return witness.status().getLong("clientId");
  }

  double refusals(String reason) {
    return room.counted("meridian.collab.refused", "reason", reason);
  }

  double closings(int code, String reason) {
    return room.counted("meridian.collab.closed", "code", Integer.toString(code), "reason", reason);
  }
}
