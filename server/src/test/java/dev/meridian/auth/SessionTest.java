package dev.meridian.auth;

import static dev.meridian.testing.TestServer.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.Client;
import dev.meridian.testing.Reply;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {

  private final TestServer server = TestServer.start();
  private String acme = "";

  @BeforeAll
  void setUp() {
    acme = server.setUp().workspaceId();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private JsonObject annInAcme() {
    return signIn("ann@example.org").put("workspaceId", acme);
  }

  private Client signedIn() {
    var browser = server.stranger();
    browser.post("/api/v1/session", annInAcme()).expect(200);
    return browser;
  }

  private static Reply refresh(Client client) {
    return client.post("/api/v1/session/refresh");
  }

  private static Reply me(Client client) {
    return client.get("/api/v1/me");
  }

  @Nested
  class SignIn {

    @Test
    void takesTheEmailInAnyCase() {
      var browser = server.stranger();
      var answer =
          browser
              .post("/api/v1/session", annInAcme().put("email", " ANN@example.org "))
              .expect(200)
              .json();
      assertEquals("Ann", answer.getJsonObject("member").getString("name"));
      me(browser).expect(200);
    }

    @Test
    void setsACookieThatScriptsAndOtherSitesCannotUse() {
      var cookie = server.stranger().post("/api/v1/session", annInAcme()).header("set-cookie");
      assertNotNull(cookie);
      assertTrue(cookie.contains("; HttpOnly"), cookie);
      assertTrue(cookie.contains("; SameSite=Strict"), cookie);
      assertTrue(cookie.contains("; Path=/api/v1/session;"), cookie);
      assertTrue(!cookie.contains("Secure"), cookie);
    }

    @Test
    void answersTheSameForAWrongPasswordAndAnUnknownEmail() {
      var wrong =
          server
              .stranger()
              .post("/api/v1/session", signIn("ann@example.org").put("password", "no"))
              .expect(401, "wrong-credentials");
      var unknown =
          server
              .stranger()
              .post("/api/v1/session", signIn("nobody@example.org"))
              .expect(401, "wrong-credentials");
      assertEquals(wrong.problem(), unknown.problem());
    }

    @Test
    void letsAPersonOfSeveralWorkspacesChoose() {
      var ann = signedIn();
      var other = server.otherWorkspace(ann, "Choice");
      var bob = server.join(ann, "member", "choosing@example.org");
      var token = server.invite(other, new JsonObject().put("role", "viewer"));
      server
          .stranger()
          .post(
              "/api/v1/invitation-acceptances",
              TestServer.acceptance(token, "choosing@example.org"))
          .expect(201);

      var browser = server.stranger();
      var choice = browser.post("/api/v1/session", signIn("choosing@example.org")).expect(200);
      assertEquals(
          Set.of(bob.workspaceId(), other.workspaceId()),
          choice.json().getJsonObject("workspaces").fieldNames());
      assertNull(browser.accessToken());
      assertNull(browser.refreshToken());

      var chosen =
          browser
              .post(
                  "/api/v1/session",
                  signIn("choosing@example.org").put("workspaceId", other.workspaceId()))
              .expect(200);
      assertEquals("viewer", chosen.json().getJsonObject("member").getString("role"));
    }

    @Test
    void refusesAWorkspaceOfOthers() {
      server
          .stranger()
          .post("/api/v1/session", signIn("ann@example.org").put("workspaceId", "elsewhere"))
          .expect(400);
      server
          .stranger()
          .post(
              "/api/v1/session",
              signIn("ann@example.org").put("workspaceId", "00000000-0000-7000-8000-000000000000"))
          .expect(404, "not-found");
    }
  }

  @Nested
  class AccessToken {

    @Test
    void expiresAfterTenMinutes() {
      var browser = signedIn();
      server.clock().advance(Duration.ofMinutes(9));
      me(browser).expect(200);
      server.clock().advance(Duration.ofMinutes(2));
      var reply = me(browser).expect(401, "unauthenticated");
      assertEquals("Bearer", reply.header("www-authenticate"));
    }

    @Test
    void isRefusedWhenItIsForged() {
      var browser = signedIn();
      var good = browser.accessToken();
      assertNotNull(good);
      for (var bad :
          new String[] {
            good.substring(0, good.length() - 2) + "xx",
            good.substring(0, good.lastIndexOf('.') + 1),
            "eyJhbGciOiJub25lIn0." + good.split("\\.")[1] + ".",
            "no.to.ken",
            ""
          }) {
        browser.accessToken(bad);
        me(browser).expect(401, "unauthenticated");
      }
    }
  }

  @Nested
  class Refresh {

    @Test
    void rotatesTheToken() {
      var browser = signedIn();
      var first = browser.refreshToken();
      refresh(browser).expect(200);
      assertNotEquals(first, browser.refreshToken());
      me(browser).expect(200);
      refresh(browser).expect(200);
    }

    @Test
    void yieldsTheSameSuccessorToTwoTabs() {
      var browser = signedIn();
      var tab = browser.twin();
      refresh(browser).expect(200);
      server.clock().advance(Duration.ofSeconds(29));
      refresh(tab).expect(200);
      assertEquals(browser.refreshToken(), tab.refreshToken());
      refresh(tab).expect(200);
    }

    @Test
    void endsTheSignInWhenAnOldTokenComesBack() {
      var browser = signedIn();
      var thief = browser.twin();
      refresh(browser).expect(200);
      server.clock().advance(Duration.ofSeconds(31));

      refresh(thief).expect(401, "refresh-token-reused");
      assertNull(thief.refreshToken());
      refresh(browser).expect(401, "unauthenticated");
      me(browser).expect(401, "unauthenticated");
    }

    @Test
    void livesAsLongAsItIsUsed() {
      var browser = signedIn();
      for (int i = 0; i < 3; i++) {
        server.clock().advance(Duration.ofDays(20));
        refresh(browser).expect(200);
      }
      server.clock().advance(Duration.ofDays(31));
      refresh(browser).expect(401, "unauthenticated");
    }

    @Test
    void refusesAnotherSite() {
      var browser = signedIn().header("Origin", "https://evil.example");
      refresh(browser).expect(403, "foreign-origin");
      browser.delete("/api/v1/session").expect(403, "foreign-origin");
      browser.header("Origin", server.url().toString());
      refresh(browser).expect(200);
    }

    @Test
    void refusesWithoutACookieAndWithAnUnknownOne() {
      refresh(server.stranger()).expect(401, "unauthenticated");
      var browser = signedIn();
      browser.refreshToken("made-up");
      refresh(browser).expect(401, "unauthenticated");
    }
  }

  @Nested
  class SignOut {

    @Test
    void endsThisSignInOnly() {
      var browser = signedIn();
      var elsewhere = signedIn();
      var before = browser.twin();
      browser.delete("/api/v1/session").expect(204);

      assertNull(browser.refreshToken());
      me(before).expect(401);
      refresh(before).expect(401);
      me(elsewhere).expect(200);
    }

    @Test
    void isHarmlessForWhoIsSignedOut() {
      server.stranger().delete("/api/v1/session").expect(204);
    }
  }

  @Nested
  class SwitchWorkspace {

    @Test
    void movesTheSignIn() {
      var other = server.otherWorkspace(signedIn(), "Elsewhere");
      var browser = signedIn();
      var before = browser.twin();

      browser
          .post(
              "/api/v1/session/workspace", new JsonObject().put("workspaceId", other.workspaceId()))
          .expect(200);
      assertEquals(
          "Elsewhere", me(browser).expect(200).json().getJsonObject("workspace").getString("name"));
      me(before).expect(401);
      refresh(before).expect(200);
      assertEquals(other.workspaceId(), before.workspaceId());
    }

    @Test
    void refusesAWorkspaceOfOthers() {
      var ann = signedIn();
      var bob = server.join(ann, "member", "stays@example.org");
      var other = server.otherWorkspace(ann, "Closed");
      bob.post(
              "/api/v1/session/workspace", new JsonObject().put("workspaceId", other.workspaceId()))
          .expect(404, "not-found");
    }
  }
}
