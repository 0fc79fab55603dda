package dev.meridian.live;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/// Writes in records with a real Yjs client.
final class TestRecords {
  private TestRecords() {}

  /// Adds an objective and waits until it is saved.
  ///
  /// @param record the path of the record
  static void addObjective(
      TestServer server, Client person, String record, String id, String title) {
    try (var clients = NodeClients.start()) {
      var typist =
          clients.open(
              "typist",
              new JsonObject()
                  .put("framing", "hocuspocus")
                  .put("url", server.url().toString().replace("http", "ws"))
                  .put("document", person.get(record).json().getString("documentId"))
                  .put("token", Objects.requireNonNull(person.accessToken())));
      NodeClients.until("synced", typist::isSynced);
      typist.addObjective(id, title);
      NodeClients.until("saved", typist::isSaved);
    }
  }
}
