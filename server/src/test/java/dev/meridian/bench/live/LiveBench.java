package dev.meridian.bench.live;

import static dev.meridian.collab.testing.NodeClients.pause;
import static dev.meridian.collab.testing.NodeClients.until;

import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// So many watch one team's page, and it is renamed again and again: how long until everybody has
/// the patch, from the sending of the command; how often the resource was worked out; how many
/// bytes went out. Server, watchers and Postgres share this machine.
public final class LiveBench {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private LiveBench() {}

  public static void main(String[] arguments) {
    boolean isQuick = List.of(arguments).contains("--quick");
    int watchers = isQuick ? 50 : 1_000;
    int rounds = isQuick ? 5 : 200;
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try (var server = TestServer.start()) {
      run(vertx, server, watchers, rounds);
    } finally {
      vertx.close().await();
    }
    System.exit(0);
  }

  private static void run(Vertx vertx, TestServer server, int watchers, int rounds) {
    var ann = server.setUp();
    var path = "/api/v1/teams/" + server.createTeam(ann, "Atlas");
    var crowd = new Crowd(vertx, server.url(), watchers);
    crowd.open(ann, path);
    until("everybody watches", PATIENCE, () -> crowd.arrived() == watchers);
    warmUp(ann, path, crowd);
    double recomputations = metric(server, "meridian_live_recomputation_seconds_count");
    double bytes = metric(server, "meridian_live_sent_bytes_total");
    var times = new Times();
    for (int round = 0; round < rounds; round++) {
      times.add(change(ann, path, crowd, "Round " + round));
      pause(Duration.ofMillis(300));
    }
    double worked = metric(server, "meridian_live_recomputation_seconds_count") - recomputations;
    double sent = metric(server, "meridian_live_sent_bytes_total") - bytes;
    print("watchers", watchers);
    print("changes", rounds);
    print("patch received, p50 (ms)", times.percentile(0.50));
    print("patch received, p99 (ms)", times.percentile(0.99));
    print("patch received, max (ms)", times.percentile(1));
    print("all have it, p50 (ms)", times.percentileOfSlowest(0.50));
    print("all have it, p99 (ms)", times.percentileOfSlowest(0.99));
    print("recomputations a change", worked / rounds);
    print("bytes a change", sent / rounds);
    print("bytes a patch", sent / rounds / watchers);
  }

  private static void warmUp(Client ann, String path, Crowd crowd) {
    for (int i = 0; i < 30; i++) {
      change(ann, path, crowd, "Warm " + i);
      pause(Duration.ofMillis(100));
    }
    pause(Duration.ofSeconds(2)); // the looks at heads that follow a first watch
  }

  /// The nanoseconds that each watcher waited.
  private static long[] change(Client ann, String path, Crowd crowd, String name) {
    crowd.expect(name);
    long start = System.nanoTime();
    ann.patch(path, new JsonObject().put("name", name)).expect(200);
    until("everybody has it", PATIENCE, () -> crowd.arrived() == crowd.size());
    return crowd.since(start);
  }

  private static double metric(TestServer server, String name) {
    var text = server.stranger().get("/metrics").expect(200).text();
    var line =
        Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE).matcher(text);
    if (!line.find()) {
      throw new IllegalStateException("no metric " + name);
    }
    return Double.parseDouble(line.group(1));
  }

  private static void print(String what, double figure) {
    System.out.println(String.format(Locale.ROOT, "%-28s %,14.1f", what, figure));
  }
}
