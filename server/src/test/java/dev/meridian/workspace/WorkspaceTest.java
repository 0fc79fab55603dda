package dev.meridian.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WorkspaceTest {

  static final TestServer SERVER = TestServer.start();
  static final Client ANN = SERVER.setUp();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void isRenamedByItsAdmins() {
    var bob = SERVER.join(ANN, "member", "bob@example.org");
    var patch = new JsonObject().put("name", "Acme Ltd").put("timeZone", "Africa/Lagos");
    bob.patch("/api/v1/workspace", patch).expect(403, "forbidden");
    ANN.patch("/api/v1/workspace", patch).expect(200);
    var json = bob.get("/api/v1/workspace").expect(200).json();
    assertEquals("Acme Ltd", json.getString("name"));
    assertEquals("Africa/Lagos", json.getString("timeZone"));
  }

  @Test
  void isMadeByTheInstallationsAdminOnly() {
    var carol = SERVER.join(ANN, "admin", "carol@example.org");
    var body = new JsonObject().put("name", "Second").put("timeZone", "UTC");
    carol.post("/api/v1/workspaces", body).expect(403, "forbidden");
    var made = ANN.post("/api/v1/workspaces", body).expect(201).json();
    assertEquals("admin", made.getJsonObject("member").getString("role"));
    var id = made.getJsonObject("workspace").getString("id");
    assertTrue(
        ANN.get("/api/v1/me").expect(200).json().getJsonObject("workspaces").containsKey(id));
  }
}
