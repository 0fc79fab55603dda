package dev.meridian.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EdgeTest {

  static final TestServer SERVER =
      TestServer.start(
          Map.of(
              "MERIDIAN_PUBLIC_URL", "https://okr.example.org",
              "MERIDIAN_ALLOWED_ORIGINS", "https://intranet.example.org",
              "MERIDIAN_METRICS_TOKEN", "token-of-the-metrics"));
  static final Client ANN = SERVER.setUp();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Nested
  class Headers {

    @Test
    void areOnEveryAnswer() {
      for (var path : List.of("/", "/api/v1/me", "/api/v1/nowhere", "/health/live")) {
        var reply = SERVER.stranger().get(path);
        var policy = reply.header("content-security-policy");
        assertNotNull(policy, path);
        assertTrue(policy.contains("script-src 'self';"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertEquals("nosniff", reply.header("x-content-type-options"));
        assertEquals("no-referrer", reply.header("referrer-policy"));
        assertNotNull(reply.header("strict-transport-security"));
      }
    }

    @Test
    void keepTheCookieOffPlainHttpWhenThePublicUrlIsHttps() {
      var cookie =
          SERVER
              .stranger()
              .post("/api/v1/session", TestServer.signIn("ann@example.org"))
              .expect(200)
              .header("set-cookie");
      assertNotNull(cookie);
      assertTrue(cookie.endsWith("; Secure"), cookie);
    }
  }

  @Nested
  class Requests {

    @Test
    void toUnknownPathsAndWithWrongMethodsAreTold() {
      SERVER.stranger().get("/api/v1/nowhere").expect(404, "not-found");
      SERVER.stranger().delete("/api/v1/setup").expect(405, "method-not-allowed");
    }

    @Test
    void thatAreTooLargeAreRefused() {
      var body = new JsonObject().put("name", "x".repeat(1 << 20));
      ANN.post("/api/v1/teams", body).expect(413, "too-large");
    }

    @Test
    void mustBeJson() {
      ANN.send("POST", "/api/v1/teams", "name=Rockets", "application/x-www-form-urlencoded")
          .expect(415, "unsupported-media-type");
      ANN.send("POST", "/api/v1/teams", "{\"name\":\"R\"}", "text/plain")
          .expect(415, "unsupported-media-type");
      for (var body : List.of("{", "[]", "\"x\"", "", "null", "7")) {
        assertEquals(
            "must be a JSON object",
            ANN.send("POST", "/api/v1/teams", body, "application/json").expect(400).field("body"));
      }
    }

    @Test
    void mayPatchWithMergePatchOrPlainJson() {
      for (var type : List.of("application/merge-patch+json", "application/json; charset=utf-8")) {
        ANN.send("PATCH", "/api/v1/me", "{\"name\":\"Ann\"}", type).expect(200);
      }
    }

    @Test
    void fromPagesOfOthersAreRefused() {
      var body = new JsonObject().put("name", "Ann");
      for (var origin :
          List.of(
              "https://evil.example", "null", "http://okr.example.org", SERVER.url().toString())) {
        ANN.twin().header("Origin", origin).patch("/api/v1/me", body).expect(403, "foreign-origin");
      }
      for (var origin : List.of("https://okr.example.org", "https://intranet.example.org")) {
        ANN.twin().header("Origin", origin).patch("/api/v1/me", body).expect(200);
      }
    }

    @Test
    void withoutATokenAreAskedForOne() {
      SERVER.stranger().get("/api/v1/teams").expect(401, "unauthenticated");
      ANN.twin()
          .header("Idempotency-Key", "x".repeat(101))
          .post("/api/v1/teams", new JsonObject().put("name", "R"))
          .expect(400, "invalid-request");
    }
  }

  @Nested
  class Resources {

    @Test
    void areNotSentAgainToWhoHasThem() {
      var first = ANN.get("/api/v1/teams").expect(200);
      var etag = first.header("etag");
      assertNotNull(etag);
      assertTrue(etag.matches("\"[\\w-]{22}\""), etag);

      var again = ANN.twin().header("If-None-Match", etag);
      assertEquals("", again.get("/api/v1/teams").expect(304).text());
      SERVER.createTeam(ANN, "New");
      assertFalse(etag.equals(again.get("/api/v1/teams").expect(200).header("etag")));
    }
  }

  @Nested
  class HealthTest {

    @Test
    void saysWhatItNeeds() {
      assertEquals(
          new JsonObject().put("status", "up").put("postgres", "up"),
          SERVER.stranger().get("/health/ready").expect(200).json());
      assertEquals(
          new JsonObject().put("status", "up"),
          SERVER.stranger().get("/health/live").expect(200).json());
    }

    @Test
    void tellsFiguresToLoopbackPeersAndToWhoHasTheToken() {
      assertTrue(SERVER.stranger().get("/metrics").expect(200).text().contains("jvm_memory"));
      var proxied = SERVER.stranger().header("X-Forwarded-For", "203.0.113.1");
      proxied.get("/metrics").expect(404);
      proxied.header("Authorization", "Bearer wrong").get("/metrics").expect(404);
      proxied.header("Authorization", "Bearer token-of-the-metrics").get("/metrics").expect(200);
    }
  }

  @Nested
  class Page {

    /// The tests' class path has a page of its own, in `webroot/`.
    @Test
    void isAnsweredForEveryPlaceInIt() {
      for (var path : List.of("/", "/teams/1", "/setup", "/index.html")) {
        var reply = SERVER.stranger().get(path).expect(200);
        assertTrue(reply.text().contains("<title>The page of the tests</title>"), path);
        assertEquals("no-cache", reply.header("cache-control"), path);
      }
    }

    @Test
    void answersHeadWithoutTheBody() {
      var reply = SERVER.stranger().send("HEAD", "/", null).expect(200);
      assertEquals("", reply.text());
      assertEquals("no-cache", reply.header("cache-control"));
    }

    @Test
    void hasFilesThatNeverChange() {
      var reply = SERVER.stranger().get("/assets/page-0a1b2c.js").expect(200);
      assertEquals("public, immutable, max-age=31536000", reply.header("cache-control"));
    }

    @Test
    void isNotAnsweredForWhatIsMissing() {
      for (var path : List.of("/assets/gone.js", "/live/x", "/health/x", "/api")) {
        SERVER.stranger().get(path).expect(404, "not-found");
      }
    }

    @Test
    void staysInsideOfItsFolder() {
      for (var path : List.of("/assets/..%2f..%2flogback.xml", "/..%2fopenapi.json")) {
        assertFalse(SERVER.stranger().get(path).text().contains("configuration"), path);
      }
    }
  }

  @Test
  void servesTheContract() {
    var contract = SERVER.stranger().get("/api/v1/openapi.json").expect(200).json();
    assertEquals("3.1.0", contract.getString("openapi"));
  }
}
