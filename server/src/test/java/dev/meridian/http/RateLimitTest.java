package dev.meridian.http;

import static dev.meridian.testing.TestServer.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.meridian.testing.Reply;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static Reply attempt(TestServer server, String forwardedFor, String email) {
    return server
        .stranger()
        .header("X-Forwarded-For", forwardedFor)
        .post("/api/v1/session", signIn(email));
  }

  private static Reply attempt(TestServer server, String forwardedFor) {
    return attempt(server, forwardedFor, "nobody@example.org");
  }

  @Test
  void countsThePeerWhenNoProxyIsTrusted() {
    try (var server = TestServer.start(Map.of("MERIDIAN_LIMIT_SIGN_INS_BY_ADDRESS", "3/60"))) {
      for (int i = 0; i < 3; i++) {
        attempt(server, "203.0.113." + i).expect(401);
      }
      var refused = attempt(server, "203.0.113.9").expect(429, "rate-limited");
      assertEquals("20", refused.header("retry-after"));
      assertEquals(20, refused.json().getInteger("retryAfterSeconds"));

      server.clock().advance(Duration.ofSeconds(20));
      attempt(server, "203.0.113.9").expect(401);
      attempt(server, "203.0.113.9").expect(429);
    }
  }

  @Test
  void countsTheClientBehindATrustedProxyAndBelievesNothingLeftOfIt() {
    try (var server =
        TestServer.start(
            Map.of(
                "MERIDIAN_LIMIT_SIGN_INS_BY_ADDRESS", "2/60",
                "MERIDIAN_TRUSTED_PROXIES", "127.0.0.0/8, 10.0.0.0/8"))) {
      attempt(server, "203.0.113.1").expect(401);
      attempt(server, "198.51.100.7, 203.0.113.1, 10.1.2.3").expect(401);
      attempt(server, "192.0.2.1, 203.0.113.1").expect(429);
      attempt(server, "203.0.113.2").expect(401);
    }
  }

  @Test
  void countsAttemptsOnOneAccountFromEverywhere() {
    try (var server =
        TestServer.start(
            Map.of(
                "MERIDIAN_LIMIT_SIGN_INS_BY_ACCOUNT", "2/60",
                "MERIDIAN_TRUSTED_PROXIES", "127.0.0.1"))) {
      server.setUp();
      attempt(server, "203.0.113.1", "ann@example.org").expect(200);
      attempt(server, "203.0.113.2", "ANN@example.org").expect(200);
      attempt(server, "203.0.113.3", "ann@example.org").expect(429, "rate-limited");
      attempt(server, "203.0.113.3", "bob@example.org").expect(401);
    }
  }

  @Test
  void countsSetUpsLinksInvitationsAndTickets() {
    try (var server =
        TestServer.start(
            Map.of(
                "MERIDIAN_LIMIT_SET_UPS", "1/60",
                "MERIDIAN_LIMIT_LINKS", "1/60",
                "MERIDIAN_LIMIT_INVITATIONS", "1/60",
                "MERIDIAN_LIMIT_TICKETS", "1/60"))) {
      var ann = server.setUp();
      var body = new JsonObject().put("role", "member");
      var token = ann.post("/api/v1/invitations", body).expect(201).json().getString("token");
      ann.post("/api/v1/invitations", body).expect(429);
      ann.post("/api/v1/members/%s/reset-link".formatted(ann.memberId())).expect(429);
      ann.post("/api/v1/tickets").expect(201);
      ann.post("/api/v1/tickets").expect(429);

      var preview = new JsonObject().put("token", token);
      server.stranger().post("/api/v1/invitation-previews", preview).expect(200);
      server.stranger().post("/api/v1/invitation-previews", preview).expect(429);
      server
          .stranger()
          .post(
              "/api/v1/password-reset",
              new JsonObject().put("token", "x").put("password", "0123456789"))
          .expect(429);
    }
  }

  @Test
  void countsRequestsOfAnyKind() {
    try (var server = TestServer.start(Map.of("MERIDIAN_LIMIT_REQUESTS", "3/60"))) {
      for (int i = 0; i < 3; i++) {
        server.stranger().get("/health/live").expect(200);
      }
      var refused = server.stranger().get("/nowhere").expect(429, "rate-limited");
      assertNotNull(refused.header("content-security-policy"));
    }
  }
}
