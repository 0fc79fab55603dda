package dev.meridian.auth;

import static dev.meridian.testing.TestServer.PASSWORD;
import static dev.meridian.testing.TestServer.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.auth.password.Argon2id;
import dev.meridian.testing.Client;
import dev.meridian.testing.Reply;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PasswordTest {

  static final String NEW_PASSWORD = "a whole new password";
  static final TestServer SERVER = TestServer.start();
  static final String ACME = SERVER.setUp().workspaceId();

  private Client ann = SERVER.stranger();

  @BeforeEach
  void signAnnIn() {
    ann = SERVER.stranger();
    ann.post("/api/v1/session", signIn("ann@example.org").put("workspaceId", ACME)).expect(200);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static Reply signsIn(String email, String password) {
    return SERVER.stranger().post("/api/v1/session", signIn(email).put("password", password));
  }

  @Nested
  class Hash {

    private final Argon2id cheap = new Argon2id(64, 1, 1);

    @Test
    void isAPhcStringThatFitsItsPasswordAlone() {
      var hash = cheap.hash("secret words");
      assertTrue(hash.startsWith("$argon2id$v=19$m=64,t=1,p=1$"), hash);
      assertTrue(Argon2id.verify("secret words", hash));
      assertFalse(Argon2id.verify("secret word", hash));
    }

    /// From the argon2 reference implementation's own test vectors (`test.c`, version 0x13).
    @Test
    void verifiesAHashOfTheReferenceImplementation() {
      var hash =
          "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
      assertTrue(Argon2id.verify("password", hash));
      assertFalse(Argon2id.verify("passwore", hash));
    }

    @Test
    void isRenewedWhenTheParametersHaveGrown() {
      var before = cheap.hash("x");
      assertFalse(cheap.isOutdated(before));
      assertTrue(new Argon2id(128, 1, 1).isOutdated(before));
    }
  }

  @Nested
  class ChangePassword {

    private Reply change(Client client, String current) {
      return client.post(
          "/api/v1/password",
          new JsonObject().put("currentPassword", current).put("newPassword", NEW_PASSWORD));
    }

    @Test
    void endsMyOtherSignIns() {
      var bob = SERVER.join(ann, "member", "changes@example.org");
      var elsewhere = SERVER.stranger();
      elsewhere.post("/api/v1/session", signIn("changes@example.org")).expect(200);
      elsewhere.get("/api/v1/me").expect(200);

      change(bob, PASSWORD).expect(204);

      bob.get("/api/v1/me").expect(200);
      elsewhere.get("/api/v1/me").expect(401);
      elsewhere.post("/api/v1/session/refresh").expect(401);
      signsIn("changes@example.org", PASSWORD).expect(401);
      signsIn("changes@example.org", NEW_PASSWORD).expect(200);
    }

    @Test
    void refusesAWrongPassword() {
      var bob = SERVER.join(ann, "member", "forgets@example.org");
      assertEquals(
          "is not your password", change(bob, "wrong").expect(400).field("currentPassword"));
    }

    @Test
    void mayBeSentAgainUnderItsIdempotencyKey() {
      var bob = SERVER.join(ann, "member", "repeats@example.org").header("Idempotency-Key", "k1");
      change(bob, PASSWORD).expect(204);
      change(bob, PASSWORD).expect(204);
    }
  }

  @Nested
  class ResetLink {

    private JsonObject link(Client admin, String memberId) {
      return admin.post("/api/v1/members/%s/reset-link".formatted(memberId)).expect(201).json();
    }

    private Reply reset(String token) {
      return SERVER
          .stranger()
          .post(
              "/api/v1/password-reset",
              new JsonObject().put("token", token).put("password", NEW_PASSWORD));
    }

    @Test
    void setsANewPasswordAndEndsAllSignIns() {
      var bob = SERVER.join(ann, "member", "resets@example.org");
      var link = link(ann, bob.memberId());
      var token = link.getString("token");
      assertEquals(SERVER.url() + "/reset#token=" + token, link.getString("url"));

      reset(token).expect(204);
      bob.get("/api/v1/me").expect(401);
      bob.post("/api/v1/session/refresh").expect(401);
      signsIn("resets@example.org", NEW_PASSWORD).expect(200);
    }

    @Test
    void worksOnceAndUsesUpAllOthers() {
      var bob = SERVER.join(ann, "member", "twice@example.org");
      var first = link(ann, bob.memberId()).getString("token");
      var second = link(ann, bob.memberId()).getString("token");
      reset(first).expect(204);
      reset(first).expect(410, "link-expired");
      reset(second).expect(410, "link-expired");
      reset("made-up").expect(410, "link-expired");
    }

    @Test
    void expiresAfterADay() {
      var bob = SERVER.join(ann, "member", "late@example.org");
      var token = link(ann, bob.memberId()).getString("token");
      SERVER.clock().advance(Duration.ofDays(1));
      reset(token).expect(410, "link-expired");
    }

    @Test
    void isForAdminsOnly() {
      var bob = SERVER.join(ann, "member", "curious@example.org");
      bob.post("/api/v1/members/%s/reset-link".formatted(ann.memberId())).expect(403, "forbidden");
    }

    @Test
    void doesNotLetAnAdminIntoOtherWorkspaces() {
      var admin = SERVER.join(ann, "admin", "boss@example.org");
      var guest = SERVER.join(ann, "member", "guest@example.org");
      var other = SERVER.otherWorkspace(ann, "Secret");
      var token = SERVER.invite(other, new JsonObject().put("role", "member"));
      SERVER
          .stranger()
          .post("/api/v1/invitation-acceptances", TestServer.acceptance(token, "guest@example.org"))
          .expect(201);

      for (var target : new Client[] {guest, ann}) {
        admin
            .post("/api/v1/members/%s/reset-link".formatted(target.memberId()))
            .expect(403, "forbidden");
      }
      link(ann, guest.memberId());
    }

    @Test
    void opensNothingOnceTheAccountIsInAnotherWorkspaceToo() {
      var admin = SERVER.join(ann, "admin", "chief@example.org");
      var guest = SERVER.join(ann, "member", "mover@example.org");
      var early = link(admin, guest.memberId()).getString("token");
      var other = SERVER.otherWorkspace(ann, "Vault");
      var token = SERVER.invite(other, new JsonObject().put("role", "member"));
      SERVER
          .stranger()
          .post("/api/v1/invitation-acceptances", TestServer.acceptance(token, "mover@example.org"))
          .expect(201);
      reset(early).expect(410, "link-expired");
    }
  }
}
