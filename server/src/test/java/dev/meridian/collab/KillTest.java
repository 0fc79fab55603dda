package dev.meridian.collab;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.collab.testing.ServerImage;
import dev.meridian.collab.testing.ServerProcess;
import dev.meridian.collab.testing.Typists;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The [Typists] go on while the server process is killed with -9 at random moments and started
/// again on the same data (rules E1 and E2). After each kill a fresh client looks for every edit
/// that was acknowledged, while those who made them are away and go on typing.
///
/// `-Dmeridian.kill.rounds=N` sets the number of kills, `-Dmeridian.kill.seed=N` repeats their
/// moments.
class KillTest {
  private static final int ROUNDS = Integer.getInteger("meridian.kill.rounds", 20);
  private static final long SEED = Long.getLong("meridian.kill.seed", System.nanoTime());

  /// From so many rounds on, a server that starts faster is worth its making.
  private static final int MANY_ROUNDS = 25;

  /// Tokens live for twice as long, and signing in is meant to be slow.
  private static final Duration TOKEN_FRESH = Duration.ofMinutes(5);

  /// Then they go on with another one, for a record that was typed into for hours is another test.
  private static final int ROUNDS_OF_A_RECORD =
      Integer.getInteger("meridian.kill.rounds.of.a.record", 50);

  @Test
  void everyAcknowledgedEditSurvives(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home)
      throws Exception {
    System.out.println("kill test: " + ROUNDS + " rounds, seed " + SEED);
    Random random = new Random(SEED);
    List<String> javaOptions =
        ROUNDS < MANY_ROUNDS
            ? ServerProcess.SMALL
            : ServerImage.make(Files.createDirectory(home.resolve("image")), ServerProcess.SMALL);
    Path data = Files.createDirectory(home.resolve("data"));
    try (ServerProcess server = new ServerProcess(data, Map.of(), javaOptions);
        NodeClients node = NodeClients.start()) {
      JsonObject okrSet = Typists.makeRecord(server);
      List<ServerProcess> servers = List.of(server);
      Typists typists = Typists.at(servers, node, okrSet, server.signIn(), SEED);
      typists.type();
      long start = System.nanoTime();
      String token = "";
      long tokenFrom = start - TOKEN_FRESH.toNanos();
      for (int round = 0; round < ROUNDS; round++) {
        if (round > 0 && round % ROUNDS_OF_A_RECORD == 0) {
          typists.stopAndCheck(servers, token);
          typists.leave();
          typists = another(server, node, token, round);
        }
        Thread.sleep(100 + random.nextInt(900));
        server.kill();
        typists.disconnect();
        server.startAgain();
        if (System.nanoTime() - tokenFrom >= TOKEN_FRESH.toNanos()) {
          token = server.signIn();
          tokenFrom = System.nanoTime();
        }
        typists.checkAcknowledgedAtOnce(server, token);
        typists.connect(token);
        typists.untilSynced("after round " + round);
      }
      System.out.printf("kill test: %.1f s a round%n", (System.nanoTime() - start) / 1e9 / ROUNDS);
      typists.stopAndCheck(servers, server.signIn());
    }
  }

  private static Typists another(ServerProcess server, NodeClients node, String token, int round) {
    JsonObject okrSet = Typists.makeRecord(server, token, "After round " + round);
    Typists typists = Typists.at(List.of(server), node, okrSet, token, SEED);
    typists.type();
    return typists;
  }
}
