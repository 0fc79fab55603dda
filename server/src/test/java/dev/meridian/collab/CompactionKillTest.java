package dev.meridian.collab;

import static dev.meridian.collab.testing.NodeClients.until;
import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.collab.testing.ServerProcess;
import dev.meridian.collab.testing.Typists;
import dev.meridian.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The [Typists] go on while the server is killed with -9 in the middle of compactions: between the
/// snapshot and the history, between the history and the end of the rows, and before the commit
/// (rule K2). A step of the transaction is made slow, so that the kill meets it.
///
/// `-Dmeridian.compaction.rounds=N` sets the number of kills.
class CompactionKillTest {
  private static final int ROUNDS = Integer.getInteger("meridian.compaction.rounds", 6);
  private static final List<String> SLOW =
      List.of(
          "after insert on document_snapshot",
          "after insert on document_history",
          "after delete on document_update");

  private final TestDatabase database = TestDatabase.create();

  @Test
  void nothingAcknowledgedIsLostAndEachRowIsKeptOnce(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) throws Exception {
    long seed = System.nanoTime();
    System.out.println("compaction kill test: " + ROUNDS + " rounds, seed " + seed);
    Random random = new Random(seed);
    sql(
        """
        create function take_long() returns trigger language plpgsql as $$
        begin perform pg_sleep(0.25); return null; end $$
        """);
    Map<String, String> settings =
        Map.of(
            "MERIDIAN_DATABASE_URL", database.url(),
            "MERIDIAN_COLLAB_SNAPSHOT_ROWS", "5",
            "MERIDIAN_COLLAB_SNAPSHOT_BYTES", "500");
    try (ServerProcess server = new ServerProcess(data, settings);
        NodeClients node = NodeClients.start()) {
      JsonObject okrSet = Typists.makeRecord(server);
      List<ServerProcess> servers = List.of(server);
      Typists typists = Typists.at(servers, node, okrSet, server.signIn(), seed);
      typists.type();
      for (int round = 0; round < ROUNDS; round++) {
        slowDown(SLOW.get(round % SLOW.size()));
        until("a compaction is under way", Duration.ofSeconds(60), this::isCompacting);
        Thread.sleep(random.nextInt(300));
        server.kill();
        typists.disconnect();
        sql("drop trigger take_long on " + table(SLOW.get(round % SLOW.size())));
        checkRows();
        server.startAgain();
        String token = server.signIn();
        typists.checkAcknowledgedAtOnce(server, token);
        typists.connect(token);
        typists.untilSynced("after round " + round);
      }
      long before = snapshot();
      until("compacted again", Duration.ofSeconds(60), () -> snapshot() > before);
      typists.stopAndCheck(servers, server.signIn());
      checkRows();
      System.out.println("compaction kill test: snapshot at row " + snapshot());
    } finally {
      database.close();
    }
  }

  private static String table(String slow) {
    return slow.substring(slow.lastIndexOf(' ') + 1);
  }

  private void slowDown(String slow) {
    sql(
        "create trigger take_long %s for each statement execute function take_long()"
            .formatted(slow));
  }

  private boolean isCompacting() {
    return number(
            """
            select count(*) from pg_stat_activity
            where wait_event = 'PgSleep' and datname = current_database()
            """)
        > 0;
  }

  /// What was begun is rolled back or done wholly: each row is in the log or in history, and the
  /// snapshot goes as far as history.
  private void checkRows() {
    until("nothing is under way", Duration.ofSeconds(30), () -> !isCompacting());
    assertEquals(
        0,
        number(
            """
            select abs(snapshot - history) + abs(head - history - log) from
              (select coalesce(sum(seq), 0)::bigint as snapshot from document_snapshot) s,
              (select coalesce(sum(commits), 0)::bigint as history from document_history) h,
              (select count(*) as log from document_update) l,
              (select coalesce(sum(seq), 0)::bigint as head from document_head) d
            """));
  }

  private long snapshot() {
    return number("select coalesce(sum(seq), 0)::bigint from document_snapshot");
  }

  private long number(String statement) {
    return await(database.pool().query(statement).execute()).iterator().next().getLong(0);
  }

  private void sql(String statement) {
    await(database.pool().query(statement).execute());
  }
}
