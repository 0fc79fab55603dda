package dev.meridian.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.collab.testing.NodeClient;
import dev.meridian.collab.testing.NodeClients;
import dev.meridian.collab.testing.ServerProcess;
import dev.meridian.collab.testing.Typists;
import dev.meridian.fault.HistoryCheck.Ledger;
import dev.meridian.fault.HistoryCheck.Mark;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The [Typists] sit at two servers over one Postgres and one Redis, and everything that can go
/// wrong does, one [Fault] after another while they type. After each, a fresh client at each server
/// looks for every edit that was acknowledged; in the end everything typed is there once, and both
/// servers and the API say the same.
///
/// `-Dmeridian.fault.rounds=N` makes more of them (the first ones are each fault once),
/// `-Dmeridian.fault.seed=N` repeats the order and the moments,
/// `-Dmeridian.fault.only=NODE_KILLED,REDIS_FROZEN` chooses, `-Dmeridian.fault.freeze.millis=60000`
/// lets a server stand still for longer.
class FaultTest {
  private static final int ROUNDS =
      Integer.getInteger("meridian.fault.rounds", Fault.values().length);
  private static final long SEED = Long.getLong("meridian.fault.seed", System.nanoTime());

  @Test
  void everyAcknowledgedEditSurvivesOnEveryNode(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) {
    System.out.println("fault test: " + ROUNDS + " rounds, seed " + SEED);
    Random random = new Random(SEED);
    try (Installation all = new Installation(home, SEED);
        NodeClients node = NodeClients.start()) {
      ServerProcess first = all.nodes.getFirst().server();
      JsonObject okrSet = Typists.makeRecord(first);
      Typists typists = Typists.at(all.servers(), node, okrSet, first.signIn(), SEED);
      typists.type();
      List<Fault> faults = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        if (faults.isEmpty()) {
          faults.addAll(chosen());
          Collections.shuffle(faults, random);
        }
        Fault fault = faults.removeFirst();
        System.out.println("round " + round + ": " + fault);
        NodeClients.pause(Duration.ofMillis(random.nextInt(700)));
        fault.happen(all, random);
        String token = first.signIn();
        typists.useToken(token);
        typists.untilSynced("after " + fault);
        all.servers().forEach(server -> typists.checkAcknowledged(server, token));
      }
      typists.stopAndCheck(all.servers(), first.signIn());
      List<Ledger> ledgers = typists.clients().stream().map(FaultTest::ledger).toList();
      List<HistoryCheck.Row> log = all.log(typists.documentId());
      assertEquals(List.of(), HistoryCheck.violations(log, ledgers), "seed " + SEED);
      System.out.println("history: " + log.size() + " rows in order");
    }
  }

  private static Ledger ledger(NodeClient client) {
    JsonObject ledger = client.ledger();
    return new Ledger(
        marks(ledger.getJsonArray("sent")),
        marks(ledger.getJsonArray("acknowledged")),
        marks(ledger.getJsonArray("seen")));
  }

  private static List<Mark> marks(JsonArray entries) {
    return entries.stream()
        .map(JsonArray.class::cast)
        .map(it -> new Mark(it.getLong(0), it.getInteger(1), it.getDouble(2)))
        .toList();
  }

  private static List<Fault> chosen() {
    String only = System.getProperty("meridian.fault.only", "");
    return only.isEmpty()
        ? List.of(Fault.values())
        : Stream.of(only.split(",")).map(Fault::valueOf).toList();
  }
}
