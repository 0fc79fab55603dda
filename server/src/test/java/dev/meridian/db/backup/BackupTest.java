package dev.meridian.db.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.db.Migrations;
import dev.meridian.testing.Client;
import dev.meridian.testing.TestDatabase;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A filled installation on a Postgres of the operator's, backed up while its server runs.
class BackupTest {

  /// Tables in which [Acme] has no row: nothing of it is old enough to be forgotten.
  private static final Set<String> KNOWINGLY_EMPTY = Set.of("document_beginning");

  static final NodeClients CLIENTS = NodeClients.start();
  static final TestDatabase DATABASE = TestDatabase.create();
  static final TestServer SERVER = TestServer.over(DATABASE);
  static final Acme ACME = new Acme(SERVER.url(), CLIENTS);
  static Client ann = SERVER.stranger();
  @TempDir static Path folder = Path.of("unset");
  static Path file = Path.of("unset");

  @BeforeAll
  static void backUp() {
    fillAndCompact();
    ann = ACME.signIn("ann@example.org");
    var record = "/api/v1/okr-sets/" + ACME.record(ann).getString("id");
    ann.patch(record + "/objectives/o1", new JsonObject().put("ambition", "committed")).expect(200);
    NodeClients.until("shown", () -> ACME.record(ann).encode().contains("committed"));
    file = folder.resolve("acme.zip");
    run(DATABASE, "backup", file.toString());
  }

  /// By a server that compacts at once, so that there are rows in the log and in history.
  private static void fillAndCompact() {
    try (var eager = TestServer.over(DATABASE, Map.of("MERIDIAN_COLLAB_SNAPSHOT_ROWS", "1"))) {
      new Acme(eager.url(), CLIENTS).fill(TestServer.SETUP_TOKEN);
      NodeClients.until(
          "the record is compacted",
          () -> number(DATABASE, "select count(*) from document_history") > 0);
    }
  }

  @AfterAll
  static void close() {
    SERVER.close();
    DATABASE.close();
    CLIENTS.close();
  }

  /// What the command prints.
  private static String run(TestDatabase database, String command, String... arguments) {
    var printed = new ByteArrayOutputStream();
    var commands =
        new Commands(
            Path.of("no-data"),
            Optional.of(database.url()),
            new PrintStream(printed, true, StandardCharsets.UTF_8));
    if (command.equals("backup")) {
      commands.backup(List.of(arguments));
    } else {
      commands.restore(List.of(arguments));
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static String refusal(TestDatabase database, String command, String... arguments) {
    return String.valueOf(
        assertThrows(BackupProblem.class, () -> run(database, command, arguments)).getMessage());
  }

  private static long number(TestDatabase database, String sql) {
    return TestDatabase.await(database.pool().query(sql).execute()).iterator().next().getLong(0);
  }

  private static Set<String> tablesOfSchema() {
    var names = new TreeSet<String>();
    TestDatabase.await(
            SERVER
                .pool()
                .query("select tablename from pg_tables where schemaname = current_schema()")
                .execute())
        .forEach(row -> names.add(row.getString(0)));
    names.remove(Migrations.HISTORY);
    return names;
  }

  @Test
  void comesBackAsItWas() {
    var before = Acme.portrait(ann);
    var audit = number(SERVER.database(), "select count(*) from event");
    try (var empty = TestDatabase.createEmpty()) {
      run(empty, "restore", file.toString());
      try (var restored = TestServer.over(empty)) {
        var there = new Acme(restored.url(), CLIENTS);
        assertEquals(before, Acme.portrait(there.signIn("ann@example.org")));
        assertTrue(number(empty, "select count(*) from event") > audit);
        there.check();
      }
    }
  }

  @Test
  void holdsEveryTableOfTheSchema() throws Exception {
    try (var backup = BackupFile.open(file)) {
      assertEquals(tablesOfSchema(), backup.manifest().tables().keySet());
      assertEquals(Migrations.NEWEST, backup.manifest().schema());
      assertEquals(Backup.LEFT_OUT, leftOut(backup.manifest()));
    }
  }

  private static Set<String> leftOut(Manifest manifest) {
    var names = new TreeSet<String>();
    manifest
        .tables()
        .forEach((name, table) -> {
          if (table.part().isEmpty()) {
            names.add(name);
          }
        });
    return names;
  }

  @Test
  void isProvedWithARowInEveryTable() throws Exception {
    var whole = folder.resolve("whole.zip");
    try (var database = DatabaseAccess.open(folder, Optional.of(SERVER.database().url()))) {
      var manifest = new Backup(database.connection(), Set.of()).write(whole, false);
      var empty = new TreeSet<String>();
      manifest
          .tables()
          .forEach((name, table) -> {
            if (table.part().orElseThrow().rows() == 0) {
              empty.add(name);
            }
          });
      assertEquals(new TreeSet<>(KNOWINGLY_EMPTY), empty);
    }
  }

  @Test
  void isReadableByItsOwnerOnlyAndReplacesNothingUnasked() throws Exception {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "acme.zip is there already; --force writes over it.",
        refusal(SERVER.database(), "backup", file.toString()));
    var other = folder.resolve("other.zip");
    Files.writeString(other, "something else");
    run(SERVER.database(), "backup", other.toString(), "--force");
    BackupFile.open(other).close();
    try (var left = Files.list(folder)) {
      assertEquals(0, left.filter(it -> it.toString().endsWith(".unfinished")).count());
    }
  }

  @Test
  void waitsForEveryServerToBeStopped() {
    assertEquals(
        "A server, a backup or another restore runs on this database: stop all servers first.",
        refusal(SERVER.database(), "restore", file.toString(), "--replace", "--yes"));
    assertEquals("Acme", ann.get("/api/v1/workspace").expect(200).json().getString("name"));
  }

  @Test
  void replacesAnInstallationOnlyWhenAskedTo() {
    try (var database = TestDatabase.create()) {
      try (var other = TestServer.over(database)) {
        other.setUp().patch("/api/v1/workspace", new JsonObject().put("name", "Umbrella"));
      }
      long epoch = number(database, "select epoch from installation");
      assertEquals(
          "There is an installation here already (Umbrella); --replace puts the backup in its"
              + " place.",
          refusal(database, "restore", file.toString()));
      assertEquals(epoch, number(database, "select epoch from installation"));
      run(database, "restore", file.toString(), "--replace", "--yes");
      assertNotEquals(epoch, number(database, "select epoch from installation"));
      assertEquals(
          1,
          number(
              database,
              "select count(*) from installation where restored_at > now() - interval '1 hour'"));
      try (var restored = TestServer.over(database)) {
        new Acme(restored.url(), CLIENTS).check();
      }
    }
  }

  @Test
  void signsEverybodyOutAndForgetsResetLinks() {
    try (var empty = TestDatabase.createEmpty()) {
      run(empty, "restore", file.toString());
      for (var table : Backup.LEFT_OUT) {
        assertEquals(0, number(empty, "select count(*) from " + table), table);
      }
      try (var restored = TestServer.over(empty)) {
        var old = new Client(restored.url());
        old.accessToken(ann.accessToken());
        old.get("/api/v1/me").expect(401);
        old.accessToken(null);
        old.refreshToken(ann.refreshToken());
        old.post("/api/v1/session/refresh").expect(401, "unauthenticated");
      }
    }
  }

  @Test
  void leavesADatabaseAloneThatHoldsOtherTables() {
    try (var foreign = TestDatabase.createEmpty()) {
      TestDatabase.await(foreign.pool().query("create table invoice (id int)").execute());
      assertEquals(
          "The database holds tables that are not Meridian's: restore into one of its own.",
          refusal(foreign, "restore", file.toString(), "--replace", "--yes"));
      assertEquals(0, number(foreign, "select count(*) from invoice"));
      assertEquals(
          "There is nothing to back up: the database has no Meridian in it.",
          refusal(foreign, "backup", folder.resolve("foreign.zip").toString()));
      assertFalse(Files.exists(folder.resolve("foreign.zip")));
    }
  }

  @Test
  void doesNotStartAServerWhileItIsRestored() throws Exception {
    try (var database = TestDatabase.create();
        var access = DatabaseAccess.open(folder, Optional.of(database.url()));
        var statement = access.connection().createStatement()) {
      statement.execute("select pg_advisory_lock(%d)".formatted(dev.meridian.db.ServerMark.LOCK));
      var problem =
          assertThrows(
              dev.meridian.db.DatabaseProblem.class, () -> TestServer.over(database).close());
      assertEquals(
          "A restore of this database is going on: start Meridian when it has ended.",
          problem.getMessage());
    }
  }
}
