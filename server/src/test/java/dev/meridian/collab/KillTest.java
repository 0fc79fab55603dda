package dev.meridian.collab;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.collab.testing.ServerProcess;
import dev.meridian.collab.testing.Typists;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void everyAcknowledgedEditSurvives(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data)
      throws Exception {
    System.out.println("kill test: " + ROUNDS + " rounds, seed " + SEED);
    Random random = new Random(SEED);
    try (ServerProcess server = new ServerProcess(data);
        NodeClients node = NodeClients.start()) {
      JsonObject okrSet = Typists.makeRecord(server);
      List<ServerProcess> servers = List.of(server);
      Typists typists = Typists.at(servers, node, okrSet, server.signIn(), SEED);
      typists.type();
      for (int round = 0; round < ROUNDS; round++) {
        Thread.sleep(100 + random.nextInt(900));
        server.kill();
        typists.disconnect();
        server.startAgain();
        String token = server.signIn();
        typists.checkAcknowledgedAtOnce(server, token);
        typists.connect(token);
        typists.untilSynced("after round " + round);
      }
      typists.stopAndCheck(servers, server.signIn());
    }
  }
}
