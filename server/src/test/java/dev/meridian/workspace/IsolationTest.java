package dev.meridian.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.http.contract.Contract;
import dev.meridian.http.contract.Operation;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is in one workspace does not exist for another, whatever the path. The paths come from the
/// contract, so that a new one is tested by itself.
class IsolationTest {

  static final TestServer SERVER = TestServer.start();
  static final Client ANN = SERVER.setUp();
  static final Client BOB = SERVER.join(ANN, "member", "bob@example.org");
  static final Map<String, String> IDS_OF_ACME = idsOfAcme();
  static final Client STRANGER = admin();
  static final String OWN_TEAM = SERVER.createTeam(STRANGER, "Own");

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static Map<String, String> idsOfAcme() {
    SERVER.invite(ANN, new JsonObject().put("role", "member"));
    var cycle = SERVER.createCycle(ANN, "Q1");
    var record = ANN.post("/api/v1/okr-sets", new JsonObject().put("cycleId", cycle)).expect(201);
    return Map.of(
        "teamId", SERVER.createTeam(ANN, "Rockets"),
        "cycleId", cycle,
        "okrSetId", record.json().getString("id"),
        "documentId", record.json().getString("documentId"),
        "instant", "2026-01-31T09:30:00Z",
        "objectiveId", "o1",
        "keyResultId", "k1",
        "memberId", BOB.memberId(),
        "invitationId", first(ANN, "/api/v1/invitations", "invitations"),
        "signInId", first(BOB, "/api/v1/sign-ins", "signIns"));
  }

  private static String first(Client client, String path, String collection) {
    return client.get(path).expect(200).json().getJsonObject(collection).iterator().next().getKey();
  }

  /// An admin of another workspace, who is none of the installation.
  private static Client admin() {
    return SERVER.join(SERVER.otherWorkspace(ANN, "Other"), "admin", "eve@example.org");
  }

  static List<Operation> operationsOnThings() {
    return Contract.load().operations().stream()
        .filter(operation -> operation.path().contains("{"))
        .toList();
  }

  /// What the contract takes, so that the path alone is to blame.
  private static @Nullable JsonObject body(Operation operation) {
    if (operation.body() == null) {
      return null;
    }
    return operation.id().equals("restoreDocument")
        ? new JsonObject().put("at", "2026-01-31T09:30:00Z")
        : new JsonObject();
  }

  @ParameterizedTest
  @MethodSource("operationsOnThings")
  void answers404ForWhatIsElsewhere(Operation operation) {
    var path = operation.path();
    for (var id : IDS_OF_ACME.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", id.getValue());
    }
    assertFalse(path.contains("{"), () -> "no id is known for " + operation.path());
    STRANGER.send(operation.method().name(), path, body(operation)).expect(404, "not-found");
  }

  @ParameterizedTest
  @MethodSource("operationsOnThings")
  void answers404ForWhatIsNowhere(Operation operation) {
    for (var id : List.of("00000000-0000-7000-8000-000000000000", "no-uuid", "a%20b", "%00")) {
      var path = operation.path().replaceAll("\\{\\w+}", id);
      ANN.send(operation.method().name(), path, body(operation)).expect(404, "not-found");
    }
  }

  @Test
  void putsNobodyFromElsewhereOnATeam() {
    STRANGER
        .put("/api/v1/teams/%s/members/%s".formatted(OWN_TEAM, BOB.memberId()))
        .expect(404, "not-found");
  }

  @Test
  void listsOnlyWhatIsHere() {
    assertEquals(
        List.of(OWN_TEAM),
        List.copyOf(STRANGER.get("/api/v1/teams").json().getJsonObject("teams").fieldNames()));
    assertTrue(STRANGER.get("/api/v1/cycles").json().getJsonObject("cycles").isEmpty());
    var members = STRANGER.get("/api/v1/members").json().getJsonObject("members");
    assertEquals(2, members.size());
    assertFalse(members.containsKey(BOB.memberId()));
    assertEquals(1, STRANGER.get("/api/v1/invitations").json().getJsonObject("invitations").size());
  }
}
