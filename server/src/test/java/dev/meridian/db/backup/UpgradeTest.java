package dev.meridian.db.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.db.Migrations;
import dev.meridian.testing.TestDatabase;
import dev.meridian.testing.TestServer;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Databases of every schema there ever was, made by the server of that time ([UpgradeFixture]),
/// under today's server: every word of [Acme] is there.
class UpgradeTest {

  static final NodeClients CLIENTS = NodeClients.start();

  @AfterAll
  static void close() {
    CLIENTS.close();
  }

  static Stream<Integer> versions() {
    return IntStream.rangeClosed(1, Migrations.NEWEST)
        .filter(version -> Files.exists(UpgradeFixture.file(version)))
        .boxed();
  }

  @Test
  void hasAFixtureOfEverySchemaBeforeTodays() {
    assertEquals(
        IntStream.range(1, Migrations.NEWEST).boxed().toList(),
        versions().filter(version -> version < Migrations.NEWEST).toList(),
        "CONTRIBUTING.md says how to make a fixture");
  }

  /// The operator starts a newer server on the database that is there.
  @ParameterizedTest(name = "of schema {0}")
  @MethodSource("versions")
  void keepsAllDataWhenANewerServerStartsOnADatabase(int version) throws Exception {
    try (var database = TestDatabase.createEmpty()) {
      try (var backup = BackupFile.open(UpgradeFixture.file(version));
          var access = DatabaseAccess.open(Path.of("no-data"), Optional.of(database.url()));
          var staging = Staging.make(access.source(), access.connection())) {
        assertEquals(version, backup.manifest().schema());
        staging.migrate(version);
        staging.load(backup, Set.of());
        staging.swap("public");
        assertEquals(version, Catalogue.current(access.connection()).version());
      }
      checkIn(database);
    }
  }

  /// The operator restores an old backup with a newer server.
  @ParameterizedTest(name = "of schema {0}")
  @MethodSource("versions")
  void restoresABackupOfAnEarlierSchema(int version) {
    try (var database = TestDatabase.createEmpty()) {
      new Commands(
              Path.of("no-data"),
              Optional.of(database.url()),
              new PrintStream(PrintStream.nullOutputStream()))
          .restore(List.of(UpgradeFixture.file(version).toString()));
      checkIn(database);
    }
  }

  private static void checkIn(TestDatabase database) {
    try (var server = TestServer.over(database)) {
      new Acme(server.url(), CLIENTS).check();
    }
  }
}
