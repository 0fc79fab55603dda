package dev.meridian.collab.testing;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Three real clients that replay recorded editing sessions into one record. Each types a session
/// into a text of its own, which must read as typed in the end, and numbered words into a text that
/// all share, each of which must be there once. Each keeps a list of what was acknowledged.
public final class Typists {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> SHARED = List.of("shared", "why");

  private record Typist(String name, String framing, String session) {}

  private static final List<Typist> TYPISTS =
      List.of(
          new Typist("ada", "hocuspocus", "sveltecomponent"),
          new Typist("ben", "y-websocket", "rustcode"),
          new Typist("eve", "hocuspocus", "friendsforever_flat"));

  private final NodeClients node;
  private final String documentId;
  private final String path;
  private final long seed;
  private final TreeMap<String, NodeClient> clients = new TreeMap<>();
  private int fresh;

  /// @param servers the clients' servers, dealt in turn
  /// @param seed named when something fails
  public static Typists at(
      List<ServerProcess> servers, NodeClients node, JsonObject okrSet, String token, long seed) {
    return open(servers.stream().map(ServerProcess::socketUrl).toList(), node, okrSet, token, seed);
  }

  /// All of them at a proxy.
  ///
  /// @param socketUrl of the proxy
  public static Typists behind(
      String socketUrl, NodeClients node, JsonObject okrSet, String token, long seed) {
    return open(List.of(socketUrl), node, okrSet, token, seed);
  }

  private static Typists open(
      List<String> socketUrls, NodeClients node, JsonObject okrSet, String token, long seed) {
    Typists typists = new Typists(node, okrSet, seed);
    for (int i = 0; i < TYPISTS.size(); i++) {
      Typist typist = TYPISTS.get(i);
      typists.clients.put(
          typist.name(),
          node.open(
              typist.name(),
              typists.options(socketUrls.get(i % socketUrls.size()), token, typist.framing())));
    }
    typists.untilAll("are synced", NodeClient::isSynced);
    typists.layOut();
    return typists;
  }

  private Typists(NodeClients node, JsonObject okrSet, long seed) {
    this.node = node;
    this.documentId = okrSet.getString("documentId");
    this.path = "/okr-sets/" + okrSet.getString("id");
    this.seed = seed;
  }

  /// The company's record for a new cycle, in a new workspace.
  public static JsonObject makeRecord(ServerProcess server) {
    return makeRecord(server, server.setUp(), "Q1");
  }

  /// The company's record for a further cycle.
  public static JsonObject makeRecord(ServerProcess server, String token, String cycleName) {
    JsonObject cycle =
        server.post(
            "/cycles",
            new JsonObject()
                .put("name", cycleName)
                .put("start", "2026-01-01")
                .put("end", "2026-03-31")
                .put("timeZone", "UTC"),
            token);
    return server.post("/okr-sets", new JsonObject().put("cycleId", cycle.getString("id")), token);
  }

  private JsonObject options(String socketUrl, String token, String framing) {
    return new JsonObject()
        .put("framing", framing)
        .put("url", socketUrl)
        .put("document", documentId)
        .put("token", token);
  }

  private void layOut() {
    NodeClient first = Objects.requireNonNull(clients.get("ada"));
    first.addObjective("shared", "Everybody's");
    clients.keySet().forEach(name -> first.addObjective(name, name));
    untilAll("see the layout", client -> client.json().fieldNames().size() == clients.size() + 1);
  }

  public UUID documentId() {
    return UUID.fromString(documentId);
  }

  public Collection<NodeClient> clients() {
    return clients.values();
  }

  public void type() {
    for (Typist typist : TYPISTS) {
      client(typist).type(List.of(typist.name(), "why"), SHARED, typist.session());
    }
  }

  private NodeClient client(Typist typist) {
    return Objects.requireNonNull(clients.get(typist.name()));
  }

  public void disconnect() {
    clients.values().forEach(NodeClient::disconnect);
  }

  /// For when they are connected again.
  public void useToken(String token) {
    clients.values().forEach(client -> client.useToken(token));
  }

  public void connect(String token) {
    for (NodeClient client : clients.values()) {
      client.useToken(token);
      client.connect();
    }
  }

  public void untilSynced(String when) {
    untilAll("are synced " + when, NodeClient::isSynced);
  }

  /// The codes with which each one's connections were closed.
  public List<List<Integer>> closeCodes() {
    return clients.values().stream().map(NodeClient::closeCodes).toList();
  }

  /// A client that has never been here finds every edit that was acknowledged so far.
  public void checkAcknowledged(ServerProcess server, String token) {
    NodeClient reader = openFresh(server, token);
    for (NodeClient client : clients.values()) {
      until(
          "acknowledged edits of " + client.name() + " are there; seed " + seed,
          PATIENCE,
          () -> reader.lackingOf(client) == 0);
    }
    reader.destroy();
  }

  /// As above, at once: the reader has just loaded what is committed.
  public void checkAcknowledgedAtOnce(ServerProcess server, String token) {
    NodeClient reader = openFresh(server, token);
    for (NodeClient client : clients.values()) {
      assertEquals(
          0,
          reader.lackingOf(client),
          () -> "acknowledged edits of " + client.name() + " are lost; seed " + seed);
    }
    reader.destroy();
  }

  /// How many edits of each are acknowledged.
  public Map<String, Integer> acknowledged() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    clients.forEach((name, client) -> counts.put(name, client.acked()));
    return counts;
  }

  /// How many of those a client lacks that has never been here and is synced.
  ///
  /// @param first how many of each are looked for
  public int lacking(ServerProcess server, String token, Map<String, Integer> first) {
    NodeClient reader = openFresh(server, token);
    int lacking = 0;
    for (NodeClient client : clients.values()) {
      lacking += reader.lackingOf(client, Objects.requireNonNull(first.get(client.name())));
    }
    reader.destroy();
    return lacking;
  }

  private NodeClient openFresh(ServerProcess server, String token) {
    fresh++;
    NodeClient client =
        node.open(
            "fresh-" + fresh, options(server.socketUrl(), token, TYPISTS.get(fresh % 2).framing()));
    until("a fresh client is synced", PATIENCE, () -> client.status().getBoolean("syncedOnce"));
    return client;
  }

  /// Everybody stops; then everything typed is there once, for all clients and at all servers.
  public void stopAndCheck(List<ServerProcess> servers, String token) {
    TreeMap<String, JsonObject> typed = new TreeMap<>();
    clients.forEach((name, client) -> typed.put(name, client.stopTyping()));
    untilAll("are saved", NodeClient::isSaved);
    until("all read the same; seed " + seed, PATIENCE, this::allReadTheSame);
    JsonObject written = Objects.requireNonNull(clients.get("ada")).json();
    String shared = written.getJsonObject("shared").getString("why");
    for (ServerProcess server : servers) {
      NodeClient reader = openFresh(server, token);
      until("a fresh client reads the same", PATIENCE, () -> reader.json().equals(written));
      reader.destroy();
      until(
          "the API shows the same",
          PATIENCE,
          () -> shared.equals(sharedText(server.get(path, token))));
    }
    typed.forEach((name, work) -> {
      assertEquals(
          work.getString("text"),
          written.getJsonObject(name).getString("why"),
          "the text of " + name + "; seed " + seed);
      for (int word = 0; word < work.getInteger("words"); word++) {
        assertEquals(
            1,
            Pattern.compile(name + word + " ").matcher(shared).results().count(),
            name + word + " in the shared text; seed " + seed);
      }
    });
    clients.forEach((name, client) ->
        System.out.println(
            name
                + ": "
                + Objects.requireNonNull(typed.get(name)).getInteger("edits")
                + " edits, "
                + client.acked()
                + " acknowledged"));
  }

  /// They go for good.
  public void leave() {
    clients.values().forEach(NodeClient::destroy);
  }

  /// What was saved by one may be told to another a moment later.
  private boolean allReadTheSame() {
    return clients.values().stream().map(NodeClient::json).distinct().count() == 1;
  }

  private static @Nullable String sharedText(JsonObject okrSet) {
    return okrSet.getJsonObject("objectives").getJsonObject("shared").getString("why", "");
  }

  private interface Question {
    boolean isSo(NodeClient client);
  }

  private void untilAll(String what, Question question) {
    clients
        .values()
        .forEach(client ->
            until(
                client.name() + " " + what + "; seed " + seed,
                PATIENCE,
                () -> question.isSo(client)));
  }
}
