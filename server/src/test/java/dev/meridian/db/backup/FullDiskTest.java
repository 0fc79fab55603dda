package dev.meridian.db.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.ServerProcess;
import dev.meridian.testing.TestDatabase;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No room for what is to be written: a limit on the size of files, which the command and the
/// Postgres that it starts run into as into a full disk.
class FullDiskTest {

  /// Room for a segment of Postgres' log (16 MiB), whether the shell counts in 512 bytes or in
  /// 1,024.
  private static final String LIMITED = "ulimit -f 36000; exec \"$@\"";

  /// 45 MB that do not compress.
  private static final String BALLAST =
      """
      insert into event (stream, seq, kind, payload)
      select 'test', n, 'ballast', to_jsonb(
        (select string_agg(md5(random()::text || m), '') from generate_series(1, 1875) m
          where n > 0))
      from generate_series(1, 750) n
      """;

  @Test
  void keepsWhatWasThereWhenARestoreDoesNotFit(@TempDir Path folder) throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    try (var server = new ServerProcess(data)) {
      server.setUp();
    }
    var restore =
        CommandProcess.launch(
            LIMITED,
            Map.of("MERIDIAN_DATA", data.toString()),
            "restore",
            bigBackup(folder).toString(),
            "--replace",
            "--yes");
    var said = new String(restore.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(restore.waitFor(120, TimeUnit.SECONDS));
    assertEquals(1, restore.exitValue(), said);
    assertTrue(said.startsWith("Nothing was restored, and nothing was changed: ERROR: "), said);
    try (var server = new ServerProcess(data)) {
      assertEquals("Acme", server.get("/workspace", server.signIn()).getString("name"));
    }
  }

  private static Path bigBackup(Path folder) {
    var file = folder.resolve("big.zip");
    try (var database = TestDatabase.create()) {
      try (var server = TestServer.over(database)) {
        server.setUp().patch("/api/v1/workspace", new JsonObject().put("name", "Big"));
      }
      TestDatabase.await(database.pool().query(BALLAST).execute());
      new Commands(
              folder,
              Optional.of(database.url()),
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
          .backup(List.of(file.toString()));
    }
    return file;
  }
}
