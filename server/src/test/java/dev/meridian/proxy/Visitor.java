package dev.meridian.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.testing.Client;
import dev.meridian.testing.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Somebody who does one thing over and over until stopped, and fails when it fails.
final class Visitor implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(10);
  private static final int ATTEMPTS = 50;

  private final Client client;
  private final CompletableFuture<Void> work;
  private final List<String> teams = new ArrayList<>();
  private volatile boolean stopped;
  private int times;
  private int repetitions;

  private interface Deed {
    void once(Visitor visitor);
  }

  private Visitor(Client client, Deed deed) {
    this.client = client;
    this.work =
        CompletableFuture.runAsync(() -> goOn(deed), task -> Thread.ofVirtual().start(task));
  }

  private void goOn(Deed deed) {
    while (!stopped) {
      deed.once(this);
      times++;
      NodeClients.pause(BETWEEN);
    }
  }

  /// Reads the page and a resource; each read must be answered well at the first attempt.
  static Visitor reading(Client client, String path) {
    return new Visitor(
        client,
        visitor -> {
          visitor.client.get("/").expect(200);
          visitor.client.get(path).expect(200);
        });
  }

  /// Makes teams, and repeats a command that got no answer under its Idempotency-Key.
  static Visitor makingTeams(Client client) {
    return new Visitor(client, Visitor::makeTeam);
  }

  private void makeTeam() {
    String name = "Team " + times;
    Client once = client.twin().header("Idempotency-Key", "key-of-the-team-" + times);
    Reply reply = once.post("/api/v1/teams", new JsonObject().put("name", name));
    for (int i = 0; i < ATTEMPTS && reply.status() == 503; i++) {
      repetitions++;
      NodeClients.pause(BETWEEN);
      reply = once.post("/api/v1/teams", new JsonObject().put("name", name));
    }
    reply.expect(201);
    teams.add(name);
  }

  /// Each team that was made is there once.
  void checkTeams() {
    TreeMap<String, Integer> found = new TreeMap<>();
    JsonObject all = client.get("/api/v1/teams").expect(200).json().getJsonObject("teams");
    all.forEach(
        team -> found.merge(((JsonObject) team.getValue()).getString("name"), 1, Integer::sum));
    TreeMap<String, Integer> made = new TreeMap<>();
    teams.forEach(name -> made.put(name, 1));
    assertEquals(made, found);
  }

  void stop() {
    stopped = true;
    try {
      work.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("after " + times + " times", e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
    assertTrue(times > 0);
    System.out.println(times + " times, " + repetitions + " repetitions");
  }

  @Override
  public void close() {
    stopped = true;
  }
}
