package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.meridian.bus.LocalBus;
import dev.meridian.collab.testing.CollabNode;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.workspace.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The database is restored while two nodes serve it: rules E6 and N6.
class RestoreTest {
  static final CollabRoom ROOM = CollabRoom.open(CollabLimits.standard());
  static final NodeClients CLIENTS = NodeClients.start();
  private static final List<String> TITLE = List.of("o1", "title");
  static CollabNode other;
  static int number;

  private UUID document;

  @BeforeAll
  static void nodes() {
    ROOM.person("ada", Role.MEMBER);
    ROOM.person("ben", Role.MEMBER);
    other = ROOM.addNode(new LocalBus(ROOM.vertx), CollabLimits.standard());
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
    ROOM.close();
  }

  @BeforeEach
  void aDocument() {
    document = ROOM.document("ada");
  }

  private NodeClient atOne(String person) {
    return synced(CLIENTS.open(person + ++number, ROOM.hocuspocus(person, document)));
  }

  private NodeClient atTheOther(String person) {
    return synced(
        CLIENTS.open(
            person + ++number, other.client("y-websocket", document).put("token", person)));
  }

  private static NodeClient synced(NodeClient client) {
    until("synced", client::isSynced);
    return client;
  }

  private static void untilRead(NodeClient client, String title) {
    until("reads " + title, () -> client.text("o1", "title").equals(title));
  }

  @Test
  void e6N6EverybodyResyncsOnEveryNode() {
    NodeClient ada = atOne("ada");
    ada.addObjective("o1", "Loved");
    NodeClient ben = atTheOther("ben");
    untilRead(ben, "Loved");
    ROOM.restore(document, ROOM.head(document));
    until("ada resyncs", () -> ada.closeCodes().contains(4509));
    until("ben resyncs", () -> ben.closeCodes().contains(4509));
    ada.insert(TITLE, 0, "Be ");
    untilRead(ben, "Be Loved");
    until("saved", ada::isSaved);
    ada.destroy();
    ben.destroy();
  }

  @Test
  void n6WhatWasLostComesBackFromWhoeverHasSeenIt() {
    NodeClient ada = atOne("ada");
    ada.addObjective("o1", "Loved");
    until("saved", ada::isSaved);
    NodeClient ben = atTheOther("ben");
    untilRead(ben, "Loved");
    long backup = ROOM.head(document);
    ada.insert(TITLE, 0, "Be ");
    until("saved", ada::isSaved);
    untilRead(ben, "Be Loved");
    ada.disconnect();
    ada.insert(TITLE, 8, " by all"); // nobody has seen it

    ROOM.restore(document, backup);
    until("ben resyncs", () -> ben.closeCodes().contains(4509));
    NodeClient late = atOne("ben");
    untilRead(late, "Be Loved");
    ada.connect();
    untilRead(ben, "Be Loved by all");
    ada.insert(TITLE, 0, "To ");
    untilRead(ben, "To Be Loved by all");
    until("saved", () -> ada.isSaved() && ben.isSaved());
    assertFalse(ada.closeCodes().contains(4403));
    assertFalse(ben.closeCodes().contains(4403));
    assertEquals(ROOM.head(document), ROOM.rows(document));
    List.of(ada, ben, late).forEach(NodeClient::destroy);
  }
}
