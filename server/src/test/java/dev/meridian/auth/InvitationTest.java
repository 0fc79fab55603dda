package dev.meridian.auth;

import static dev.meridian.testing.TestServer.acceptance;
import static dev.meridian.testing.TestServer.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.Client;
import dev.meridian.testing.Reply;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvitationTest {

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

  private static JsonObject role(String role) {
    return new JsonObject().put("role", role);
  }

  private static Reply preview(String token) {
    return SERVER
        .stranger()
        .post("/api/v1/invitation-previews", new JsonObject().put("token", token));
  }

  private static Reply accept(String token, String email) {
    return SERVER.stranger().post("/api/v1/invitation-acceptances", acceptance(token, email));
  }

  private JsonObject listed(String id) {
    return ann.get("/api/v1/invitations")
        .expect(200)
        .json()
        .getJsonObject("invitations")
        .getJsonObject(id);
  }

  @Test
  void letsOnePersonJoinWithItsRoleAndTeam() {
    var team = SERVER.createTeam(ann, "Rockets");
    var made =
        ann.post("/api/v1/invitations", role("viewer").put("teamId", team)).expect(201).json();
    var token = made.getString("token");
    assertEquals(SERVER.url() + "/join#token=" + token, made.getString("url"));

    var shown = preview(token).expect(200).json();
    assertEquals("Acme", shown.getString("workspaceName"));
    assertEquals("viewer", shown.getString("role"));
    assertEquals("Ann", shown.getString("invitedByName"));
    assertEquals("Rockets", shown.getString("teamName"));

    var member = accept(token, "vera@example.org").expect(201).json().getJsonObject("member");
    assertEquals("viewer", member.getString("role"));
    assertEquals("vera", member.getString("name"));
    assertTrue(
        ann.get("/api/v1/teams/" + team)
            .json()
            .getJsonObject("members")
            .containsKey(member.getString("id")));

    var invitation = listed(made.getJsonObject("invitation").getString("id"));
    assertEquals(member.getString("id"), invitation.getString("acceptedBy"));
    accept(token, "second@example.org").expect(410, "invitation-expired");
    preview(token).expect(410, "invitation-expired");
  }

  @Test
  void isForOneEmailWhenItNamesOne() {
    var token = SERVER.invite(ann, role("member").put("email", "Only@Example.org"));
    assertEquals(
        "must be the one that was invited",
        accept(token, "other@example.org").expect(400).field("email"));
    accept(token, "only@example.ORG").expect(201);
  }

  @Test
  void letsAnExistingAccountJoinWithItsPassword() {
    var other = SERVER.otherWorkspace(ann, "Second");
    SERVER.join(ann, "member", "both@example.org");
    var token = SERVER.invite(other, role("member"));

    SERVER
        .stranger()
        .post(
            "/api/v1/invitation-acceptances",
            acceptance(token, "both@example.org").put("password", "not the password"))
        .expect(401, "wrong-credentials");
    var joined = accept(token, "both@example.org").expect(201).json();
    assertEquals(other.workspaceId(), joined.getJsonObject("workspace").getString("id"));
  }

  @Test
  void refusesWhoIsAMemberAlready() {
    SERVER.join(ann, "member", "again@example.org");
    var token = SERVER.invite(ann, role("admin"));
    accept(token, "again@example.org").expect(409, "already-member");
    preview(token).expect(200);
  }

  @Test
  void expires() {
    var token = SERVER.invite(ann, role("member").put("expiresInHours", 2));
    SERVER.clock().advance(Duration.ofHours(2));
    preview(token).expect(410, "invitation-expired");
    accept(token, "late@example.org").expect(410, "invitation-expired");
  }

  @Test
  void canBeRevoked() {
    var made = ann.post("/api/v1/invitations", role("member")).expect(201).json();
    var id = made.getJsonObject("invitation").getString("id");
    ann.delete("/api/v1/invitations/" + id).expect(204);
    ann.delete("/api/v1/invitations/" + id).expect(204);
    assertTrue(listed(id).containsKey("revokedAt"));
    accept(made.getString("token"), "revoked@example.org").expect(410, "invitation-expired");
  }

  @Test
  void opensNothingOnceItsMakerIsNoAdminAnyMore() {
    var max = SERVER.join(ann, "admin", "max@example.org");
    var token = SERVER.invite(max, role("admin"));
    ann.patch("/api/v1/members/" + max.memberId(), role("member")).expect(200);
    accept(token, "max-again@example.org").expect(410, "invitation-expired");

    var mia = SERVER.join(ann, "admin", "mia@example.org");
    var other = SERVER.invite(mia, role("admin"));
    ann.delete("/api/v1/members/" + mia.memberId()).expect(204);
    accept(other, "mia-again@example.org").expect(410, "invitation-expired");
  }

  @Test
  void isMadeAndSeenByAdminsOnly() {
    var bob = SERVER.join(ann, "member", "bob@example.org");
    bob.post("/api/v1/invitations", role("admin")).expect(403, "forbidden");
    bob.get("/api/v1/invitations").expect(403, "forbidden");
  }

  @Test
  void namesATeamOfTheWorkspaceOnly() {
    var other = SERVER.otherWorkspace(ann, "Third");
    var team = SERVER.createTeam(other, "Theirs");
    assertEquals(
        "names no team that is here",
        ann.post("/api/v1/invitations", role("member").put("teamId", team))
            .expect(400)
            .field("teamId"));
  }

  @Test
  void keepsItsTokenOutOfTheDatabase() {
    var token = SERVER.invite(ann.header("Idempotency-Key", "inv-1"), role("member"));
    var found =
        SERVER
            .pool()
            .query(
                """
                select count(*)::int as count from (
                  select i::text as row from invitation i
                  union all select encode(answer, 'escape') from idempotency_key
                  union all select payload::text from event
                ) rows where row like '%%%s%%'
                """
                    .formatted(token))
            .execute()
            .await();
    assertEquals(0, found.iterator().next().getInteger("count"));
    assertFalse(token.isEmpty());
  }
}
