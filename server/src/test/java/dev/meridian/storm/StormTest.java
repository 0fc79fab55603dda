package dev.meridian.storm;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.collab.testing.ServerProcess;
import dev.meridian.testing.TestDatabase;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The server goes away and everybody comes back at the same moment, without the jitter that our
/// page has, each with step 1, an edit that was under way, and one that was made meanwhile. Nobody
/// loses an edit.
///
/// `-Dmeridian.storm.clients=5000` makes a larger one; each client takes a file handle here and one
/// in the server (`ulimit -n`).
class StormTest {
  private static final int CLIENTS = Integer.getInteger("meridian.storm.clients", 500);
  private static final int CLIENTS_PER_DOCUMENT = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final WebSocketClient sockets =
      vertx.createWebSocketClient(
          new WebSocketClientOptions().setMaxConnections(2 * CLIENTS).setConnectTimeout(30_000));
  private final AtomicInteger failures = new AtomicInteger();

  /// A client and the loop it lives on.
  private record Placed(StormClient client, Context loop) {
    void does(Consumer<StormClient> work) {
      loop.runOnContext(_ -> work.accept(client));
    }
  }

  @Test
  void case7EverybodyComesBackAtOnceAndNobodyLosesAnEdit(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) {
    System.out.println("storm: " + CLIENTS + " clients");
    try (ServerProcess server = new ServerProcess(data, Map.of(), List.of("-Xmx1g"))) {
      List<UUID> documents = documents(server);
      StormClient.Target target = target(server);
      List<Placed> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        UUID document = documents.get(i / CLIENTS_PER_DOCUMENT);
        all.add(
            new Placed(
                new StormClient(
                    vertx, sockets, i % 2 == 0, document, 1_000_000L + i, target, failures),
                loop()));
      }
      arrive("at first", all, server, 0);
      int edits = 0;
      for (Runnable away : List.<Runnable>of(server::kill, server::stop)) {
        edits++;
        each(all, StormClient::write);
        untilAll("an edit is acknowledged", all, inSync(edits));
        edits++;
        each(all, StormClient::write); // under way when the server ends
        away.run();
        each(all, StormClient::stayAway);
        edits++;
        each(all, StormClient::write);
        server.startAgain();
        StormClient.Target again = target(server);
        all.forEach(placed -> placed.client().use(again));
        arrive(edits == 3 ? "after kill -9" : "after an orderly end", all, server, edits);
      }
      check(documents, all, server, edits);
      each(all, StormClient::stayAway);
    } finally {
      TestDatabase.await(sockets.close());
      TestDatabase.await(vertx.close());
    }
  }

  private Context loop() {
    return ((VertxInternal) vertx).createEventLoopContext();
  }

  private static Predicate<Placed> inSync(int edits) {
    return placed -> placed.client().isInSync(edits);
  }

  private static void each(List<Placed> all, Consumer<StormClient> work) {
    all.forEach(placed -> placed.does(work));
  }

  private static void untilAll(String what, List<Placed> all, Predicate<Placed> isSo) {
    until(what + ": " + all.size() + " clients", PATIENCE, () -> all.stream().allMatch(isSo));
  }

  /// All connect at once; says how long it took and what it cost.
  private void arrive(String when, List<Placed> all, ServerProcess server, int edits) {
    failures.set(0);
    Duration cpu = server.cpu();
    long start = System.nanoTime();
    each(all, StormClient::connect);
    StringBuilder parts = new StringBuilder();
    for (int percent : new int[] {50, 99, 100}) {
      until(
          percent + " % are in sync " + when,
          PATIENCE,
          () -> all.stream().filter(inSync(edits)).count() * 100 >= (long) percent * all.size());
      parts.append(" %d %% in %d ms,".formatted(percent, (System.nanoTime() - start) / 1_000_000));
    }
    System.out.printf(
        "storm %s:%s %d attempts failed, %d ms of processor, peak %d MB%n",
        when, parts, failures.get(), server.cpu().minus(cpu).toMillis(), server.peakMegabytes());
  }

  /// Somebody who was never here finds everybody's edits.
  private void check(List<UUID> documents, List<Placed> all, ServerProcess server, int edits) {
    String token = server.signIn();
    for (UUID document : documents) {
      var keys = FreshCopy.read(vertx, server.socketUrl(), document, token).keys();
      for (Placed placed : all) {
        if (placed.client().document().equals(document)) {
          for (int edit = 0; edit < edits; edit++) {
            String key = placed.client().key(edit);
            assertEquals(true, keys.contains(key), key + " is lost");
          }
        }
      }
    }
  }

  private static StormClient.Target target(ServerProcess server) {
    return new StormClient.Target(
        java.net.URI.create(server.socketUrl()).getPort(), server.signIn());
  }

  private static List<UUID> documents(ServerProcess server) {
    String token = server.setUp();
    JsonObject period =
        new JsonObject().put("start", "2026-01-01").put("end", "2026-03-31").put("timeZone", "UTC");
    List<UUID> documents = new ArrayList<>();
    String cycle = server.post("/cycles", period.put("name", "Q1"), token).getString("id");
    for (int i = 0; i < Math.ceilDiv(CLIENTS, CLIENTS_PER_DOCUMENT); i++) {
      String team =
          server.post("/teams", new JsonObject().put("name", "Team " + i), token).getString("id");
      documents.add(
          UUID.fromString(
              server
                  .post(
                      "/okr-sets",
                      new JsonObject().put("cycleId", cycle).put("teamId", team),
                      token)
                  .getString("documentId")));
    }
    return documents;
  }
}
