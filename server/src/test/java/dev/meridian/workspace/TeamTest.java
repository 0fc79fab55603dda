package dev.meridian.workspace;

import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import dev.meridian.workspace.team.TeamStore;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TeamTest {

  static final TestServer SERVER = TestServer.start();
  static final Client ANN = SERVER.setUp();
  static final Client BOB = SERVER.join(ANN, "member", "bob@example.org");
  static final Client VERA = SERVER.join(ANN, "viewer", "vera@example.org");

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static JsonObject get(String team) {
    return VERA.get("/api/v1/teams/" + team).expect(200).json();
  }

  private static TeamRule rule(String team, Client person) {
    return await(
            new TeamStore()
                .rule(SERVER.pool(), UUID.fromString(team), UUID.fromString(person.memberId())))
        .orElseThrow();
  }

  @Test
  void isMadeWithItsMakerOnIt() {
    var team = SERVER.createTeam(BOB, "  Rockets ");
    var json = get(team);
    assertEquals("Rockets", json.getString("name"));
    assertEquals("workspace", json.getString("editing"));
    assertEquals(Set.of(BOB.memberId()), json.getJsonObject("members").fieldNames());
    assertEquals(json, ANN.get("/api/v1/teams").json().getJsonObject("teams").getJsonObject(team));
  }

  @Test
  void isRenamedAndArchivedAndTakenBack() {
    var team = SERVER.createTeam(BOB, "Old");
    var path = "/api/v1/teams/" + team;
    BOB.patch(path, new JsonObject().put("name", "New").put("archived", true)).expect(200);
    assertEquals("New", get(team).getString("name"));
    assertTrue(get(team).containsKey("archivedAt"));
    assertTrue(rule(team, BOB).archived());

    var taken = BOB.patch(path, new JsonObject().put("archived", false)).expect(200).json();
    assertFalse(taken.containsKey("archivedAt"));
    assertEquals("New", taken.getString("name"));
  }

  @Test
  void keepsItsRecordsToItsMembersWhenItSaysSo() {
    var team = SERVER.createTeam(ANN, "Closed");
    ANN.patch("/api/v1/teams/" + team, new JsonObject().put("editing", "members")).expect(200);
    assertEquals(new TeamRule(Editing.MEMBERS, false, false), rule(team, BOB));

    var onTeam = "/api/v1/teams/%s/members/%s".formatted(team, BOB.memberId());
    ANN.put(onTeam).expect(204);
    ANN.put(onTeam).expect(204);
    assertEquals(new TeamRule(Editing.MEMBERS, false, true), rule(team, BOB));
    ANN.delete(onTeam).expect(204);
    ANN.delete(onTeam).expect(204);
    assertEquals(new TeamRule(Editing.MEMBERS, false, false), rule(team, BOB));
  }

  @Test
  void isOnlySeenByViewers() {
    var team = SERVER.createTeam(ANN, "Seen");
    VERA.post("/api/v1/teams", new JsonObject().put("name", "Mine")).expect(403, "forbidden");
    VERA.patch("/api/v1/teams/" + team, new JsonObject().put("name", "x")).expect(403, "forbidden");
    VERA.put("/api/v1/teams/%s/members/%s".formatted(team, VERA.memberId()))
        .expect(403, "forbidden");
  }

  @Test
  void tellsEachChangeAsAnEventOfTheWorkspace() {
    var team = SERVER.createTeam(ANN, "Told");
    ANN.patch("/api/v1/teams/" + team, new JsonObject().put("name", "Told again")).expect(200);
    ANN.patch("/api/v1/teams/" + team, new JsonObject().put("name", "Told again")).expect(200);
    var kinds =
        await(
                SERVER
                    .pool()
                    .query(
                        """
                        select kind from event
                        where stream = 'workspace:%s' and payload->>'id' = '%s' order by seq
                        """
                            .formatted(ANN.workspaceId(), team))
                    .execute())
            .stream()
            .map(row -> row.getString("kind"))
            .toList();
    assertEquals(List.of("team-created", "team-changed"), kinds);
  }
}
