package dev.meridian.proxy;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.collab.testing.ServerProcess;
import dev.meridian.collab.testing.Typists;
import dev.meridian.fault.Installation;
import dev.meridian.testing.Client;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Two servers behind the proxy are restarted in order, one after the other, as
/// `docs/deployment.md` says, while the [Typists] write, somebody reads, and somebody gives
/// commands. Nothing that was acknowledged is lost, nothing is there twice, and no read fails.
///
/// `-Dmeridian.rolling.rounds=N` goes around more often.
class RollingRestartTest {
  private static final int ROUNDS = Integer.getInteger("meridian.rolling.rounds", 1);
  private static final long SEED = Long.getLong("meridian.rolling.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// As `fail_timeout` of the configuration, and a little more.
  private static final Duration UNTIL_THE_PROXY_LOOKS_AGAIN = Duration.ofMillis(2_500);

  @Test
  void losesNothingAndNobodyWhoReadsNotices(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home)
      throws Exception {
    System.out.println("rolling restart: " + ROUNDS + " rounds, seed " + SEED);
    NginxProgram.find();
    try (Installation all =
            new Installation(
                home,
                Map.of(
                    "MERIDIAN_TRUSTED_PROXIES", "127.0.0.1",
                    "MERIDIAN_LIMIT_REQUESTS", "1000000/60",
                    "MERIDIAN_DRAIN_SECONDS", "1"));
        Nginx nginx = nginx(home, all.servers());
        NodeClients node = NodeClients.start()) {
      List<ServerProcess> servers = all.servers();
      JsonObject okrSet = Typists.makeRecord(servers.getFirst());
      Typists typists =
          Typists.behind(nginx.socketUrl(), node, okrSet, servers.getFirst().signIn(), SEED);
      typists.type();
      Client reader = signedIn(nginx);
      try (Visitor reading = Visitor.reading(reader, "/api/v1/okr-sets/" + okrSet.getString("id"));
          Visitor commanding = Visitor.makingTeams(signedIn(nginx))) {
        for (int round = 0; round < ROUNDS; round++) {
          for (ServerProcess server : servers) {
            restart(server);
            String token = server.signIn();
            typists.useToken(token);
            typists.untilSynced("after a restart");
            servers.forEach(it -> typists.checkAcknowledged(it, token));
          }
        }
        reading.stop();
        commanding.stop();
        commanding.checkTeams();
      }
      assertTrue(
          typists.closeCodes().stream().anyMatch(codes -> codes.contains(1012)),
          () -> "sockets are asked to come back: " + typists.closeCodes());
      assertTrue(
          typists.closeCodes().stream().flatMap(List::stream).allMatch(code -> code < 4000),
          () -> "nobody is sent away: " + typists.closeCodes());
      typists.stopAndCheck(servers, servers.getFirst().signIn());
      tellsThatNobodyIsThere(nginx, servers);
    }
  }

  private static Nginx nginx(Path home, List<ServerProcess> servers) throws IOException {
    return new Nginx(
        Files.createDirectory(home.resolve("nginx")),
        servers.stream().map(server -> server.url().getAuthority()).toList());
  }

  private static Client signedIn(Nginx nginx) {
    var client = new Client(nginx.url());
    client
        .post(
            "/api/v1/session",
            new JsonObject()
                .put("email", "ada@example.org")
                .put("password", "correct horse battery staple"))
        .expect(200);
    return client;
  }

  /// The procedure: say that it ends, end, start again, be sure that the proxy uses it again.
  private static void restart(ServerProcess server) throws Exception {
    CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::stop);
    var balancer = new Client(server.url());
    until("it drains", () -> balancer.get("/health/ready").status() == 503);
    stopping.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    server.startAgain();
    until("it is ready", PATIENCE, () -> balancer.get("/health/ready").status() == 200);
    NodeClients.pause(UNTIL_THE_PROXY_LOOKS_AGAIN);
  }

  private static void tellsThatNobodyIsThere(Nginx nginx, List<ServerProcess> servers) {
    servers.forEach(ServerProcess::stop);
    var answer = new Client(nginx.url()).get("/api/v1/installation").expect(503, "unavailable");
    assertEquals("2", answer.header("retry-after"));
  }
}
