package dev.meridian.auth;

import static dev.meridian.testing.TestServer.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SignInsTest {

  static final TestServer SERVER = TestServer.start();
  static final Client ANN = SERVER.setUp();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static Client again(String email) {
    var browser = SERVER.stranger();
    browser.post("/api/v1/session", signIn(email)).expect(200);
    return browser;
  }

  private static JsonObject list(Client client) {
    return client.get("/api/v1/sign-ins").expect(200).json().getJsonObject("signIns");
  }

  private static String current(Client client) {
    return list(client).stream()
        .map(entry -> (JsonObject) entry.getValue())
        .filter(signIn -> signIn.getBoolean("current"))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  @Test
  void areListedWithWhereTheyCameFrom() {
    var bob = SERVER.join(ANN, "member", "lists@example.org");
    again("lists@example.org");
    assertEquals(2, list(bob).size());
    var mine = list(bob).getJsonObject(current(bob));
    assertEquals("127.0.0.1", mine.getString("address"));
    assertTrue(mine.getString("userAgent").startsWith("Java-http-client"));
  }

  @Test
  void endOneByOne() {
    var bob = SERVER.join(ANN, "member", "ends@example.org");
    var lost = again("ends@example.org");
    bob.delete("/api/v1/sign-ins/" + current(lost)).expect(204);
    lost.get("/api/v1/me").expect(401);
    bob.get("/api/v1/me").expect(200);
    bob.delete("/api/v1/sign-ins/" + current(ANN)).expect(404, "not-found");
    ANN.get("/api/v1/me").expect(200);
  }

  @Test
  void endAllAtOnce() {
    var bob = SERVER.join(ANN, "member", "everywhere@example.org");
    var other = again("everywhere@example.org");
    bob.delete("/api/v1/sign-ins").expect(204);
    for (var browser : new Client[] {bob, other}) {
      browser.get("/api/v1/me").expect(401);
      browser.post("/api/v1/session/refresh").expect(401);
    }
    ANN.get("/api/v1/me").expect(200);
  }
}
