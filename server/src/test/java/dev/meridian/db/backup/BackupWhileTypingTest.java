package dev.meridian.db.backup;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.collab.testing.ServerProcess;
import dev.meridian.collab.testing.Typists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A server process on its embedded Postgres is backed up while the [Typists] go on, and restored:
/// into a new folder, and over itself (rule N6).
class BackupWhileTypingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long SEED = Long.getLong("meridian.backup.seed", System.nanoTime());

  private static final String GAPS =
      """
      select count(*) from document_head
      join (
        select document_id, count(*) as rows, min(seq) as first, max(seq) as last
        from document_update group by document_id
      ) log using (document_id)
      where last <> seq or rows <> last - first + 1
      """;

  @Test
  void holdsWhatWasAcknowledgedBeforeAndGetsBackWhatCameLater(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    var file = folder.resolve("typing.zip");
    try (var server = new ServerProcess(data);
        var node = NodeClients.start()) {
      var okrSet = Typists.makeRecord(server);
      var typists = Typists.at(List.of(server), node, okrSet, server.signIn(), SEED);
      typists.type();
      untilAcknowledged(typists, 100);
      var before = typists.acknowledged();
      CommandProcess.run(data, "backup", file.toString());
      int lines = typists.acknowledged().values().stream().mapToInt(it -> it).sum();
      untilAcknowledged(typists, 100 + lines);

      assertEquals(
          "A server, a backup or another restore runs on this database: stop all servers first.",
          CommandProcess.refusal(data, "restore", file.toString(), "--replace", "--yes"));
      checkInNewFolder(Files.createDirectory(folder.resolve("new")), file, typists, before);

      server.stop();
      typists.disconnect();
      CommandProcess.run(data, "restore", file.toString(), "--replace", "--yes");
      server.startAgain();
      var token = server.signIn();
      assertEquals(0, typists.lacking(server, token, before), () -> "seed " + SEED);
      assertTrue(
          typists.lacking(server, token, typists.acknowledged()) > 0,
          "the backup lacks what came later");
      typists.connect(token);
      typists.untilSynced("after the restore");
      typists.stopAndCheck(List.of(server), server.signIn());
    }
  }

  private static void untilAcknowledged(Typists typists, int most) {
    until(
        most + " edits are acknowledged",
        PATIENCE,
        () -> typists.acknowledged().values().stream().mapToInt(it -> it).sum() > most);
  }

  private static void checkInNewFolder(
      Path data, Path file, Typists typists, Map<String, Integer> before) throws Exception {
    CommandProcess.run(data, "restore", file.toString());
    try (var restored = new ServerProcess(data);
        var database = DatabaseAccess.open(data, Optional.empty());
        var statement = database.connection().createStatement()) {
      assertEquals(0, typists.lacking(restored, restored.signIn(), before), () -> "seed " + SEED);
      try (var gaps = statement.executeQuery(GAPS)) {
        gaps.next();
        assertEquals(0, gaps.getLong(1));
      }
    }
  }

  /// The embedded Postgres is started for the backup and the restore alone.
  @Test
  void worksWhileNoServerRuns(@TempDir Path folder) throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    var file = folder.resolve("still.zip");
    assertTrue(
        CommandProcess.refusal(data, "backup", file.toString())
            .startsWith("There is no installation in "));
    try (var server = new ServerProcess(data)) {
      server.setUp();
    }
    CommandProcess.run(data, "backup", file.toString());
    assertTrue(Files.notExists(data.resolve("pg-data/postmaster.pid")));
    var other = Files.createDirectory(folder.resolve("other"));
    CommandProcess.run(other, "restore", file.toString());
    assertTrue(Files.notExists(other.resolve("pg-data/postmaster.pid")));
    try (var server = new ServerProcess(other)) {
      var name = server.get("/workspace", server.signIn()).getString("name");
      assertEquals("Acme", name);
    }
  }
}
