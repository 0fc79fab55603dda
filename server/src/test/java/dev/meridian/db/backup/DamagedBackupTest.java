package dev.meridian.db.backup;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.TestDatabase;
import dev.meridian.testing.TestServer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that cannot be restored, and backups and restores that fail or are killed midway: what was
/// there stays as it was.
class DamagedBackupTest {

  private static final long SEED = Long.getLong("meridian.backup.seed", System.nanoTime());

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Advisory locks in this database.
  private static final String LOCKS =
      """
      select count(*) from pg_locks where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())
      """;

  static final TestDatabase DATABASE = TestDatabase.create();
  @TempDir static Path folder = Path.of("unset");
  static Path file = Path.of("unset");
  static String fingerprint = "";

  @BeforeAll
  static void backUp() throws Exception {
    try (var server = TestServer.over(DATABASE)) {
      server.setUp();
    }
    // many bytes that do not compress
    sql(
        """
        insert into event (stream, seq, kind, payload)
        select 'test', n, 'ballast', to_jsonb(
          (select string_agg(md5(random()::text || m), '') from generate_series(1, 40) m where n > 0))
        from generate_series(1, 4000) n
        """);
    file = folder.resolve("whole.zip");
    commands().backup(List.of(file.toString()));
    fingerprint = fingerprint();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static Commands commands() {
    return new Commands(
        folder,
        Optional.of(DATABASE.url()),
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
  }

  private static void sql(String statement) {
    TestDatabase.await(DATABASE.pool().query(statement).execute());
  }

  private static String text(String query) {
    return String.valueOf(
        TestDatabase.await(DATABASE.pool().query(query).execute()).iterator().next().getValue(0));
  }

  /// Changes when anything that matters here does.
  private static String fingerprint() {
    return text(
        """
        select concat_ws(' ', (select epoch from installation), (select count(*) from event),
          (select count(*) from pg_class where relnamespace = current_schema()::regnamespace),
          (select md5(string_agg(event::text, '' order by stream, seq)) from event),
          (select string_agg(name, ',') from workspace), (select count(*) from sign_in))
        """);
  }

  private static String refusal(Path damaged) {
    var problem =
        assertThrows(
            BackupProblem.class,
            () -> commands().restore(List.of(damaged.toString(), "--replace", "--yes")));
    assertEquals(fingerprint, fingerprint());
    return String.valueOf(problem.getMessage());
  }

  private static Path copy(byte[] bytes) throws Exception {
    return Files.write(folder.resolve("damaged.zip"), bytes);
  }

  @Test
  void isRefusedWhenAnyByteIsAnotherOne() throws Exception {
    System.out.println("damaged backups: seed " + SEED);
    var random = new Random(SEED);
    var whole = Files.readAllBytes(file);
    var places = new ArrayList<>(List.of(0, 1, 9, whole.length - 1, whole.length - 64));
    random.ints(60, 0, whole.length).forEach(places::add);
    for (int place : places) {
      var bytes = whole.clone();
      bytes[place] ^= (byte) (1 << random.nextInt(8));
      var damaged = copy(bytes);
      var problem = assertThrows(BackupProblem.class, () -> BackupFile.open(damaged).close());
      assertTrue(
          String.valueOf(problem.getMessage()).startsWith(damaged + " is "),
          () -> "byte " + place + ", seed " + SEED + ": " + problem.getMessage());
    }
    var bytes = whole.clone();
    bytes[whole.length / 2] ^= 1;
    assertTrue(
        refusal(copy(bytes)).endsWith("is damaged: its bytes are not those that were written."));
  }

  @Test
  void isRefusedWhenItIsCut() throws Exception {
    var whole = Files.readAllBytes(file);
    for (int length : List.of(whole.length - 1, whole.length / 2, 100, 3)) {
      var message = refusal(copy(java.util.Arrays.copyOf(whole, length)));
      assertTrue(message.endsWith("is not a whole backup: its end is missing."), message);
    }
  }

  @Test
  void isRefusedWhenItIsSomethingElse() throws Exception {
    assertTrue(
        refusal(copy("dear diary".getBytes(StandardCharsets.UTF_8)))
            .endsWith("is not a backup of Meridian."));
    assertTrue(refusal(copy(new byte[0])).endsWith("is not a backup of Meridian."));
    assertTrue(refusal(folder.resolve("nowhere.zip")).startsWith("There is no file "));
  }

  @Test
  void isRefusedWhenItComesFromTheFuture() throws Exception {
    var future = folder.resolve("future.zip");
    try (var writer = new BackupWriter(future, true)) {
      writer.finish(new Manifest(999, Instant.EPOCH, new TreeMap<>(), new TreeMap<>()));
    }
    assertTrue(
        refusal(future).startsWith("The backup has schema 999, newer than this Meridian, which"));
  }

  @Test
  void isRefusedWhenItsTablesAreNotThoseOfItsSchema() throws Exception {
    var odd = folder.resolve("odd.zip");
    try (var writer = new BackupWriter(odd, true)) {
      writer.finish(new Manifest(1, Instant.EPOCH, new TreeMap<>(), new TreeMap<>()));
    }
    assertEquals(
        "The backup has another table account than schema 1: it cannot be restored.", refusal(odd));
  }

  @Test
  void isRefusedInOneSentenceByADatabaseThatDoesNotLetItWork() throws Exception {
    sql("create role guest login password 'guest'");
    sql("grant select on all tables in schema public to guest");
    var url = DATABASE.url().replaceFirst("://[^@]+@", "://guest:guest@");
    var guest = new Commands(folder, Optional.of(url), System.out);
    var problem =
        assertThrows(
            BackupProblem.class,
            () -> guest.restore(List.of(file.toString(), "--replace", "--yes")));
    assertTrue(
        String.valueOf(problem.getMessage())
            .startsWith("Nothing was restored, and nothing was changed: ERROR: permission denied"),
        problem::getMessage);
    assertEquals(fingerprint, fingerprint());
  }

  @Test
  void leavesNoFileBehindWhenTheDiskIsFull() throws Exception {
    var target = folder.resolve("too-big.zip");
    var backup = launch("ulimit -f 512; exec \"$@\"", "backup", target.toString());
    assertTrue(backup.waitFor(60, TimeUnit.SECONDS));
    assertEquals(1, backup.exitValue());
    var said = new String(backup.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(said.startsWith("There is no backup: "), said);
    assertEquals(1, said.lines().count(), said);
    try (var files = Files.list(folder)) {
      assertFalse(files.anyMatch(it -> it.getFileName().toString().startsWith("too-big")));
    }
  }

  @Test
  void leavesTheOldOrTheNewWhenItIsKilledMidway() throws Exception {
    var random = new Random(SEED);
    int old = 0;
    for (int round = 0; round < 4; round++) {
      var events = Long.parseLong(text("select count(*) from event"));
      var restore = launch("exec \"$@\"", "restore", file.toString(), "--replace", "--yes");
      until(
          "a restore under way",
          PATIENCE,
          () ->
              !restore.isAlive()
                  || !text("select to_regclass('meridian_restore.event')").equals("null"));
      Thread.sleep(round * random.nextInt(150));
      restore.destroyForcibly();
      assertTrue(restore.waitFor(60, TimeUnit.SECONDS));
      until("its session is over", PATIENCE, () -> text(LOCKS).equals("0"));
      if (fingerprint().equals(fingerprint)) {
        old++;
        continue;
      }
      fingerprint = fingerprint();
      var now = "rounds " + round + ", seed " + SEED + ": " + fingerprint;
      assertEquals("0", text("select count(*) from sign_in"), now);
      assertEquals("1", text("select count(*) from event where kind = 'restored'"), now);
      assertTrue(events <= Long.parseLong(text("select count(*) from event")), now);
    }
    assertTrue(old > 0, "none was killed midway; seed " + SEED);
    // what the killed ones left is no obstacle
    commands().restore(List.of(file.toString(), "--replace", "--yes"));
    assertEquals("0", text("select count(*) from pg_namespace where nspname = 'meridian_restore'"));
    fingerprint = fingerprint();
  }

  private static Process launch(String shell, String... arguments) throws Exception {
    return CommandProcess.launch(shell, Map.of("MERIDIAN_DATABASE_URL", DATABASE.url()), arguments);
  }
}
