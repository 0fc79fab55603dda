package dev.meridian.auth;

import static dev.meridian.testing.TestServer.SETUP_TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.Client;
import dev.meridian.testing.Reply;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetupTest {

  private TestServer server = TestServer.start();

  @BeforeEach
  void greet() {
    assertFalse(isSetUp());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private boolean isSetUp() {
    return server.stranger().get("/api/v1/installation").expect(200).json().getBoolean("setUp");
  }

  private static JsonObject body() {
    return new JsonObject()
        .put("setupToken", SETUP_TOKEN)
        .put("workspaceName", " Acme ")
        .put("name", "Ann")
        .put("email", "Ann@Example.org")
        .put("password", "long enough")
        .put("timeZone", "Europe/Berlin");
  }

  private static Reply setUp(Client client, JsonObject body) {
    return client.post("/api/v1/setup", body);
  }

  @Test
  void makesTheFirstWorkspaceAndSignsItsAdminIn() {
    var ann = server.stranger();
    var answer = setUp(ann, body()).expect(201).json();

    assertEquals("Acme", answer.getJsonObject("workspace").getString("name"));
    assertEquals("admin", answer.getJsonObject("member").getString("role"));
    assertTrue(answer.getJsonObject("member").getBoolean("installationAdmin"));
    assertEquals(
        answer.getJsonObject("member"),
        ann.get("/api/v1/me").expect(200).json().getJsonObject("member"));
    assertTrue(isSetUp());
    assertTrue(server.meridian().setupLink().orElseThrow().endsWith("/setup#token=" + SETUP_TOKEN));
  }

  @Test
  void worksOnce() {
    setUp(server.stranger(), body()).expect(201);
    setUp(server.stranger(), body()).expect(409, "already-set-up");
  }

  @Test
  void worksOnceWhenManyTryAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var tries =
          IntStream.range(0, 8)
              .<Callable<Integer>>mapToObj(number ->
                  () ->
                      setUp(
                              server.stranger(),
                              body().put("email", "ann%d@example.org".formatted(number)))
                          .status())
              .toList();
      int made = 0;
      for (var answer : threads.invokeAll(tries)) {
        if (answer.get() == 201) {
          made++;
        } else {
          assertEquals(409, answer.get());
        }
      }
      assertEquals(1, made);
    }
  }

  @Test
  void refusesAnotherToken() {
    setUp(server.stranger(), body().put("setupToken", "guessed")).expect(403, "wrong-setup-token");
    assertFalse(isSetUp());
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    var reply =
        setUp(
                server.stranger(),
                body()
                    .put("name", "")
                    .put("password", "short")
                    .put("role", "king")
                    .putNull("email"))
            .expect(400, "invalid-request");

    assertEquals("must not be empty", reply.field("name"));
    assertEquals("must have at least 10 characters", reply.field("password"));
    assertEquals("is not known here", reply.field("role"));
    assertEquals("must be a text", reply.field("email"));
  }

  @Test
  void refusesATimeZoneThatDoesNotExistAndANameOfSeveralLines() {
    assertEquals(
        "is no IANA time zone, such as Europe/Berlin",
        setUp(server.stranger(), body().put("timeZone", "Mars/Base"))
            .expect(400)
            .field("timeZone"));
    assertEquals(
        "must not have line breaks or control characters",
        setUp(server.stranger(), body().put("name", "A\nB")).expect(400).field("name"));
    assertEquals(
        "must not be empty",
        setUp(server.stranger(), body().put("name", "   ")).expect(400).field("name"));
    assertEquals(
        "is no e-mail address",
        setUp(server.stranger(), body().put("email", "ann at home")).expect(400).field("email"));
  }
}
