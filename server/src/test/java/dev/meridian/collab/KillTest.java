package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.collab.testing.ServerProcess;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Three real clients replay recorded editing sessions into one record while the server process is
/// killed with -9 at random moments and started again on the same data (rules E1 and E2). Each
/// types a session into a text of its own, which must read as typed in the end, and numbered words
/// into a text that all share, which must be there once. After each kill a fresh client looks for
/// every edit that was acknowledged, while those who made them are away and go on typing.
///
/// `-Dmeridian.kill.rounds=N` sets the number of kills, `-Dmeridian.kill.seed=N` repeats their
/// moments.
class KillTest {
  private static final int ROUNDS = Integer.getInteger("meridian.kill.rounds", 20);
  private static final long SEED = Long.getLong("meridian.kill.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> SHARED = List.of("shared", "why");

  /// Name of the client, its framing, and the session that it types.
  private static final List<List<String>> TYPISTS =
      List.of(
          List.of("ada", "hocuspocus", "sveltecomponent"),
          List.of("ben", "y-websocket", "rustcode"),
          List.of("eve", "hocuspocus", "friendsforever_flat"));

  @Test
  void everyAcknowledgedEditSurvives(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data)
      throws Exception {
    System.out.println("kill test: " + ROUNDS + " rounds, seed " + SEED);
    Random random = new Random(SEED);
    try (ServerProcess server = new ServerProcess(data);
        NodeClients node = NodeClients.start()) {
      JsonObject okrSet = makeRecord(server);
      String token = server.signIn();
      Map<String, NodeClient> clients = openAll(server, node, okrSet, token);
      layOut(clients);
      for (NodeClient client : clients.values()) {
        client.type(
            List.of(client.name(), "why"), SHARED, TYPISTS.get(index(client.name())).get(2));
      }
      for (int round = 0; round < ROUNDS; round++) {
        Thread.sleep(100 + random.nextInt(900));
        server.kill();
        clients.values().forEach(NodeClient::disconnect);
        server.startAgain();
        token = server.signIn();
        NodeClient fresh = openFresh(server, node, okrSet, token, round);
        for (NodeClient client : clients.values()) {
          assertEquals(
              0,
              fresh.lackingOf(client),
              () -> "acknowledged edits of " + client.name() + " are lost; seed " + SEED);
          client.useToken(token);
          client.connect();
        }
        fresh.destroy();
        untilAll(clients, "are back after round " + round, NodeClient::isSynced);
      }
      check(server, node, okrSet, clients);
    }
  }

  private static int index(String name) {
    return List.of("ada", "ben", "eve").indexOf(name);
  }

  private static JsonObject makeRecord(ServerProcess server) {
    String token = server.setUp();
    JsonObject cycle =
        server.post(
            "/cycles",
            new JsonObject()
                .put("name", "Q1")
                .put("start", "2026-01-01")
                .put("end", "2026-03-31")
                .put("timeZone", "UTC"),
            token);
    return server.post("/okr-sets", new JsonObject().put("cycleId", cycle.getString("id")), token);
  }

  private static Map<String, NodeClient> openAll(
      ServerProcess server, NodeClients node, JsonObject okrSet, String token) {
    Map<String, NodeClient> clients = new TreeMap<>();
    for (List<String> typist : TYPISTS) {
      clients.put(
          typist.getFirst(),
          node.open(typist.getFirst(), options(server, okrSet, token, typist.get(1))));
    }
    untilAll(clients, "are synced", NodeClient::isSynced);
    return clients;
  }

  private static JsonObject options(
      ServerProcess server, JsonObject okrSet, String token, String framing) {
    return new JsonObject()
        .put("framing", framing)
        .put("url", server.socketUrl())
        .put("document", okrSet.getString("documentId"))
        .put("token", token);
  }

  private static NodeClient openFresh(
      ServerProcess server, NodeClients node, JsonObject okrSet, String token, int round) {
    NodeClient fresh =
        node.open("fresh-" + round, options(server, okrSet, token, TYPISTS.get(round % 2).get(1)));
    until("a fresh client is synced", PATIENCE, () -> fresh.status().getBoolean("syncedOnce"));
    return fresh;
  }

  private static void layOut(Map<String, NodeClient> clients) {
    NodeClient ada = Objects.requireNonNull(clients.get("ada"));
    ada.addObjective("shared", "Everybody's");
    clients.keySet().forEach(name -> ada.addObjective(name, name));
    untilAll(
        clients,
        "see the layout",
        client -> client.json().fieldNames().size() == clients.size() + 1);
  }

  private static void check(
      ServerProcess server, NodeClients node, JsonObject okrSet, Map<String, NodeClient> clients) {
    Map<String, JsonObject> typed = new TreeMap<>();
    clients.forEach((name, client) -> typed.put(name, client.stopTyping()));
    untilAll(clients, "are saved", NodeClient::isSaved);
    String token = server.signIn();
    NodeClient fresh = openFresh(server, node, okrSet, token, 0);
    String path = "/okr-sets/" + okrSet.getString("id");

    JsonObject written = Objects.requireNonNull(clients.get("ada")).json();
    untilAll(clients, "converge", client -> client.json().equals(written));
    assertEquals(written, fresh.json(), "a fresh client; seed " + SEED);
    String shared = written.getJsonObject("shared").getString("why");
    typed.forEach((name, work) -> {
      assertEquals(
          work.getString("text"),
          written.getJsonObject(name).getString("why"),
          "the text of " + name + "; seed " + SEED);
      for (int word = 0; word < work.getInteger("words"); word++) {
        long times = Pattern.compile(name + word + " ").matcher(shared).results().count();
        assertEquals(1, times, name + word + " in the shared text; seed " + SEED);
      }
    });
    until(
        "the API shows the same",
        PATIENCE,
        () ->
            server
                .get(path, token)
                .getJsonObject("objectives")
                .getJsonObject("shared")
                .getString("why")
                .equals(shared));
    clients.forEach((name, client) ->
        System.out.println(
            name
                + ": "
                + typed.getOrDefault(name, new JsonObject()).getInteger("edits")
                + " edits, "
                + client.acked()
                + " acknowledged"));
  }

  private interface Question {
    boolean isSo(NodeClient client);
  }

  private static void untilAll(Map<String, NodeClient> clients, String what, Question question) {
    clients
        .values()
        .forEach(client ->
            until(
                client.name() + " " + what + "; seed " + SEED,
                PATIENCE,
                () -> question.isSo(client)));
  }
}
