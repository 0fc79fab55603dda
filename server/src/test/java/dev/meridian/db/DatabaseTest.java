package dev.meridian.db;

import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.TestClock;
import dev.meridian.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  static final Vertx VERTX = Vertx.vertx();
  static final TestDatabase DATABASE = TestDatabase.create();

  @AfterAll
  static void stop() {
    DATABASE.close();
    await(VERTX.close());
  }

  private static String refusal(String url) {
    var problem = assertThrows(DatabaseProblem.class, () -> await(Database.open(VERTX, url, 2)));
    return Objects.requireNonNull(problem.getMessage());
  }

  private static Database open() {
    return await(Database.open(VERTX, DATABASE.url(), 2));
  }

  @Test
  void isRefusedWhenItMayLoseWhatItHasCommitted() {
    try (var loose = TestDatabase.create()) {
      var name = loose.url().substring(loose.url().lastIndexOf('/') + 1);
      await(
          loose
              .pool()
              .query("alter database %s set synchronous_commit = off".formatted(name))
              .execute());
      assertEquals(
          "This PostgreSQL may lose what it has committed: set fsync and synchronous_commit to on.",
          refusal(loose.url()));
    }
  }

  @Test
  void isNamedInOneSentenceWhenItCannotBeUsed() {
    var wrongPassword = DATABASE.url().replaceFirst("://(\\w+):[^@]+@", "://$1:wrong@");
    assertTrue(refusal(wrongPassword).contains("password authentication failed"));
    assertEquals(
        "The database at 127.0.0.1:1/okr cannot be used: nothing answers there.",
        refusal("postgresql://me:hidden@127.0.0.1:1/okr"));
    assertEquals(
        "The database at db.invalid:5432/okr cannot be used: there is no such host.",
        refusal("postgresql://me:hidden@db.invalid/okr"));
  }

  @Test
  void waitsTwoSecondsForALockAndNoLonger() {
    var database = open();
    var holder = await(database.pool().getConnection());
    await(holder.begin());
    await(holder.query("lock table team in access exclusive mode").execute());
    var busy = holder.query("select pg_sleep(3)").execute();

    var late =
        assertThrows(
            PgException.class, () -> await(DATABASE.pool().query("select * from team").execute()));
    assertTrue(PgProblems.isBusy(late), late::getErrorMessage);
    await(busy);
    await(database.close());
  }

  @Test
  void holdsNobodyBackWhenItsNodeStandsStill() {
    var shown = await(DATABASE.pool().query("show idle_in_transaction_session_timeout").execute());
    assertEquals("2s", shown.iterator().next().getString(0));
  }

  @Test
  void isMigratedToTheNewestFile() throws IOException {
    try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
      var newest =
          files
              .map(file -> file.getFileName().toString().replaceFirst("^V(\\d+)__.*", "$1"))
              .mapToInt(Integer::parseInt)
              .max()
              .orElseThrow();
      assertEquals(newest, Migrations.NEWEST);
    }
  }

  @Test
  void isRefusedWhenItsSchemaIsNewer() {
    try (var ahead = TestDatabase.create()) {
      await(
          ahead
              .pool()
              .query(
                  """
                  insert into flyway_schema_history
                    (installed_rank, version, description, type, script, installed_by,
                     execution_time, success)
                  values (99, '999', 'from the future', 'SQL', 'V999__x.sql', 'me', 1, true)
                  """)
              .execute());
      var database = await(Database.open(VERTX, ahead.url(), 2));
      var problem =
          assertThrows(DatabaseProblem.class, () -> await(Migrations.run(VERTX, database)));
      assertEquals(
          "The database has schema 999, newer than this Meridian, which knows %d."
              .formatted(Migrations.NEWEST),
          problem.getMessage());
      await(database.close());
    }
  }

  @Test
  void forgetsWhatHasDoneItsService() {
    var clock = new TestClock();
    var housekeeping = new Housekeeping(VERTX, DATABASE.pool(), clock);
    await(
        DATABASE
            .pool()
            .preparedQuery(
                """
                insert into idempotency_key (owner, key_hash, request_hash, status, at)
                values ('me', '\\x01', '\\x02', 201, $1)
                """)
            .execute(Sql.tuple(clock.instant())));

    await(housekeeping.run());
    assertEquals(1, kept());
    clock.advance(Duration.ofDays(1).plusSeconds(1));
    await(housekeeping.run());
    assertEquals(0, kept());
    housekeeping.close();
  }

  private static int kept() {
    return await(DATABASE.pool().query("select owner from idempotency_key").execute()).size();
  }
}
