package dev.meridian.db.backup;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A company whose installation has a row in every table, made through the API and real Yjs
/// clients, so that servers of earlier versions can be filled too.
final class Acme {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> TITLE = List.of("o1", "title");

  private final URI server;
  private final NodeClients clients;
  private int opened;

  Acme(URI server, NodeClients clients) {
    this.server = server;
    this.clients = clients;
  }

  /// Sets up the server; Ann, its admin.
  Client fill(String setupToken) {
    var ann = new Client(server);
    ann.post(
            "/api/v1/setup",
            new JsonObject()
                .put("setupToken", setupToken)
                .put("workspaceName", "Acme")
                .put("name", "Ann")
                .put("email", "ann@example.org")
                .put("password", TestServer.PASSWORD)
                .put("timeZone", "Europe/Berlin"))
        .expect(201);
    var ben = join(ann, "member", "ben@example.org");
    var eve = join(ann, "viewer", "eve@example.org");
    var gone = join(ann, "member", "gone@example.org");
    ann.delete("/api/v1/members/" + gone.memberId()).expect(204);
    invite(ann, "member");
    ann.post("/api/v1/members/" + eve.memberId() + "/reset-link").expect(201);
    ben.post("/api/v1/tickets").expect(201);
    ann.twin()
        .header("Idempotency-Key", "acme-1")
        .post("/api/v1/teams", new JsonObject().put("name", "Support"))
        .expect(201);
    var team = ann.post("/api/v1/teams", new JsonObject().put("name", "Sales")).expect(201).id();
    ann.put("/api/v1/teams/" + team + "/members/" + ben.memberId());
    var cycle =
        ann.post(
                "/api/v1/cycles",
                new JsonObject()
                    .put("name", "Q1")
                    .put("start", "2027-01-01")
                    .put("end", "2027-03-31")
                    .put("timeZone", "Europe/Berlin"))
            .expect(201)
            .id();
    var company =
        ann.post("/api/v1/okr-sets", new JsonObject().put("cycleId", cycle)).expect(201).json();
    ann.post("/api/v1/okr-sets", new JsonObject().put("cycleId", cycle).put("teamId", team))
        .expect(201);
    write(ann, ben, company);
    return ann;
  }

  private Client join(Client admin, String role, String email) {
    var person = new Client(server);
    person
        .post("/api/v1/invitation-acceptances", TestServer.acceptance(invite(admin, role), email))
        .expect(201);
    return person;
  }

  private static String invite(Client admin, String role) {
    return admin
        .post("/api/v1/invitations", new JsonObject().put("role", role))
        .expect(201)
        .json()
        .getString("token");
  }

  /// Two people write the company's record: `Ann and Ben: Loved`, and a title that was cut.
  private void write(Client ann, Client ben, JsonObject record) {
    var first = open(ann, record, "hocuspocus");
    first.add(
        List.of("o1"),
        new JsonObject()
            .put("title", "Loved, really")
            .put("why", "Because we can 💚")
            .put("order", "a")
            .put(
                "keyResults",
                new JsonObject()
                    .put(
                        "k1",
                        new JsonObject()
                            .put("title", "More")
                            .put("metric", "number")
                            .put("start", "10")
                            .put("target", "20.5"))));
    first.cut(TITLE, 5, 8);
    saved(first);
    var second = open(ben, record, "y-websocket");
    second.insert(TITLE, 0, "Ann and Ben: ");
    saved(second);
    var path = "/api/v1/okr-sets/" + record.getString("id");
    until("projected", PATIENCE, () -> "Ann and Ben: Loved".equals(title(ann, path)));
    ann.patch(path + "/objectives/o1/key-results/k1", new JsonObject().put("target", "21.25"))
        .expect(200);
    until("told", PATIENCE, () -> second.json().encode().contains("21.25"));
    saved(second);
    first.destroy();
    second.destroy();
  }

  private static String title(Client reader, String path) {
    var objective =
        reader.get(path).expect(200).json().getJsonObject("objectives").getJsonObject("o1");
    return objective == null ? "" : objective.getString("title", "");
  }

  private static void saved(NodeClient client) {
    until("saved", PATIENCE, client::isSaved);
  }

  /// A client at the document of a record.
  NodeClient open(Client person, JsonObject record, String framing) {
    var client =
        clients.open(
            "acme-" + ++opened,
            new JsonObject()
                .put("framing", framing)
                .put("url", server.toString().replaceFirst("^http", "ws"))
                .put("document", record.getString("documentId"))
                .put("token", Objects.requireNonNull(person.accessToken())));
    until("synced", PATIENCE, client::isSynced);
    return client;
  }

  Client signIn(String email) {
    var person = new Client(server);
    person.post("/api/v1/session", TestServer.signIn(email)).expect(200);
    return person;
  }

  /// The company's record.
  JsonObject record(Client reader) {
    var all = reader.get("/api/v1/okr-sets").expect(200).json().getJsonObject("okrSets");
    var id =
        all.stream()
            .map(entry -> (JsonObject) entry.getValue())
            .filter(set -> !set.containsKey("teamId"))
            .findFirst()
            .orElseThrow()
            .getString("id");
    return reader.get("/api/v1/okr-sets/" + id).expect(200).json();
  }

  /// Everything that the API shows to an admin.
  static JsonObject portrait(Client admin) {
    var portrait = new JsonObject();
    for (var path : List.of("workspace", "members", "invitations", "teams", "cycles", "okr-sets")) {
      portrait.put(path, admin.get("/api/v1/" + path).expect(200).json());
    }
    portrait
        .getJsonObject("okr-sets")
        .getJsonObject("okrSets")
        .fieldNames()
        .forEach(id -> portrait.put(id, admin.get("/api/v1/okr-sets/" + id).expect(200).json()));
    return portrait;
  }

  /// Whether all that [#fill] made is there, on a server of any later version.
  void check() {
    var ann = signIn("ann@example.org");
    signIn("ben@example.org");
    new Client(server).post("/api/v1/session", TestServer.signIn("gone@example.org")).expect(403);
    assertEquals("Acme", ann.get("/api/v1/workspace").json().getString("name"));
    assertEquals(
        List.of("ann admin", "ben member", "eve viewer"),
        values(ann, "members").stream()
            .filter(it -> !it.containsKey("removedAt"))
            .map(it -> it.getString("name").toLowerCase(Locale.ROOT) + " " + it.getString("role"))
            .sorted()
            .toList());
    assertEquals(
        new TreeSet<>(List.of("Sales", "Support")),
        values(ann, "teams").stream()
            .map(it -> it.getString("name"))
            .collect(Collectors.toCollection(TreeSet::new)));
    assertEquals(
        2,
        values(ann, "teams").stream()
            .filter(it -> it.getString("name").equals("Sales"))
            .findFirst()
            .orElseThrow()
            .getJsonObject("members")
            .size());
    assertEquals("2027-01-01", values(ann, "cycles").getFirst().getString("start"));
    assertFalse(values(ann, "invitations").isEmpty());
    checkRecord(ann);
  }

  private static List<JsonObject> values(Client reader, String resource) {
    return reader.get("/api/v1/" + resource).expect(200).json().getJsonObject(resource).stream()
        .map(entry -> (JsonObject) entry.getValue())
        .toList();
  }

  private void checkRecord(Client ann) {
    var record = record(ann);
    var objective = record.getJsonObject("objectives").getJsonObject("o1");
    assertEquals("Ann and Ben: Loved", objective.getString("title"));
    assertEquals(
        "21.25", objective.getJsonObject("keyResults").getJsonObject("k1").getString("target"));
    for (var framing : List.of("hocuspocus", "y-websocket")) {
      var reader = open(ann, record, framing);
      assertEquals("Ann and Ben: Loved", reader.text("o1", "title"));
      assertEquals("Because we can 💚", reader.text("o1", "why"));
      reader.insert(TITLE, 0, "!");
      saved(reader);
      reader.cut(TITLE, 0, 1);
      saved(reader);
      reader.destroy();
    }
  }
}
