package dev.meridian.workspace;

import static dev.meridian.testing.TestServer.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.Client;
import dev.meridian.testing.Reply;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MemberTest {

  static final TestServer SERVER = TestServer.start();
  static final Client ANN = SERVER.setUp();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static Reply setRole(Client admin, String memberId, String role) {
    return admin.patch("/api/v1/members/" + memberId, new JsonObject().put("role", role));
  }

  private static Reply remove(Client admin, String memberId) {
    return admin.delete("/api/v1/members/" + memberId);
  }

  @Nested
  class PatchMe {

    @Test
    void changesMyNameAndTimeZone() {
      var bob = SERVER.join(ANN, "viewer", "me@example.org");
      var patch = new JsonObject().put("name", "Robert").put("timeZone", "Asia/Kolkata");
      var member = bob.patch("/api/v1/me", patch).expect(200).json().getJsonObject("member");
      assertEquals("Robert", member.getString("name"));
      assertEquals("Asia/Kolkata", member.getString("timeZone"));
      assertEquals(member, ANN.get("/api/v1/members/" + bob.memberId()).expect(200).json());
    }

    @Test
    void refusesWhenISawAnotherVersion() {
      var bob = SERVER.join(ANN, "viewer", "version@example.org");
      var etag = bob.get("/api/v1/me").header("etag");
      assertNotNull(etag);
      bob.header("If-Match", etag);
      bob.patch("/api/v1/me", new JsonObject().put("name", "One")).expect(200);
      bob.patch("/api/v1/me", new JsonObject().put("name", "Two")).expect(412, "changed-meanwhile");
    }
  }

  @Nested
  class PatchMember {

    @Test
    void changesTheRoleAtOnce() {
      var bob = SERVER.join(ANN, "viewer", "role@example.org");
      bob.post("/api/v1/teams", new JsonObject().put("name", "No")).expect(403, "forbidden");
      setRole(ANN, bob.memberId(), "member").expect(200);
      bob.post("/api/v1/teams", new JsonObject().put("name", "Yes")).expect(201);
      setRole(ANN, bob.memberId(), "viewer").expect(200);
      bob.post("/api/v1/teams", new JsonObject().put("name", "No")).expect(403, "forbidden");
    }

    @Test
    void isForAdminsOnly() {
      var bob = SERVER.join(ANN, "member", "climber@example.org");
      setRole(bob, bob.memberId(), "admin").expect(403, "forbidden");
      remove(bob, ANN.memberId()).expect(403, "forbidden");
    }

    @Test
    void leavesTheInstallationsAdminAlone() {
      var carol = SERVER.join(ANN, "admin", "carol@example.org");
      setRole(carol, ANN.memberId(), "viewer").expect(403, "forbidden");
      remove(carol, ANN.memberId()).expect(403, "forbidden");
      remove(ANN, carol.memberId()).expect(204);
    }
  }

  @Nested
  class Remove {

    @Test
    void endsTheSignInsAndKeepsTheName() {
      var bob = SERVER.join(ANN, "member", "leaves@example.org");
      var team = SERVER.createTeam(bob, "Left");
      remove(ANN, bob.memberId()).expect(204);

      bob.get("/api/v1/me").expect(401);
      bob.post("/api/v1/session/refresh").expect(401);
      SERVER
          .stranger()
          .post("/api/v1/session", signIn("leaves@example.org"))
          .expect(403, "forbidden");
      assertTrue(
          ANN.get("/api/v1/members/" + bob.memberId()).expect(200).json().containsKey("removedAt"));
      assertFalse(
          ANN.get("/api/v1/teams/" + team)
              .json()
              .getJsonObject("members")
              .containsKey(bob.memberId()));
      remove(ANN, bob.memberId()).expect(404);
    }

    @Test
    void letsThePersonJoinAgainAsANewMember() {
      var bob = SERVER.join(ANN, "member", "returns@example.org");
      remove(ANN, bob.memberId()).expect(204);
      var again = SERVER.join(ANN, "viewer", "returns@example.org");
      assertFalse(again.memberId().equals(bob.memberId()));
    }
  }

  @Nested
  class LastAdmin {

    @Test
    void isNeitherRemovedNorDemoted() {
      var other = SERVER.otherWorkspace(ANN, "Alone");
      setRole(other, other.memberId(), "member").expect(409, "last-admin");
      remove(other, other.memberId()).expect(409, "last-admin");
    }

    @Test
    void remainsWhenTwoAdminsDemoteEachOtherAtOnce() throws Exception {
      for (int round = 0; round < 5; round++) {
        var other = SERVER.otherWorkspace(ANN, "Duel " + round);
        var first = SERVER.join(other, "admin", "first%d@example.org".formatted(round));
        var second = SERVER.join(other, "admin", "second%d@example.org".formatted(round));
        setRole(other, other.memberId(), "viewer").expect(200);

        try (var threads = Executors.newFixedThreadPool(2)) {
          List<Callable<Reply>> demotions =
              List.of(
                  () -> setRole(first, second.memberId(), "member"),
                  () -> setRole(second, first.memberId(), "member"));
          int demoted = 0;
          for (var answer : threads.invokeAll(demotions)) {
            demoted += answer.get().status() == 200 ? 1 : 0;
          }
          assertEquals(1, demoted);
        }
        var admins =
            first.get("/api/v1/members").json().getJsonObject("members").stream()
                .filter(entry -> ((JsonObject) entry.getValue()).getString("role").equals("admin"))
                .count();
        assertEquals(1, admins);
      }
    }
  }
}
