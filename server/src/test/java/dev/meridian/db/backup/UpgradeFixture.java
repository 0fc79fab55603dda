package dev.meridian.db.backup;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.testing.NodeClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Makes the fixture of a schema: runs the server of that time, fills it, and backs up its database
/// with every row of every table. `CONTRIBUTING.md` says when and how.
@EnabledIfSystemProperty(named = "meridian.fixture.jar", matches = ".+")
class UpgradeFixture {

  private static final String SETUP_TOKEN = "set-up-token-of-the-fixture";

  @TempDir Path data = Path.of("unset");

  static Path file(int version) {
    return Path.of("src/test/resources/upgrade/V%d.zip".formatted(version));
  }

  @Test
  void make() throws Exception {
    var server = launch(Path.of(System.getProperty("meridian.fixture.jar")));
    try (var clients = NodeClients.start()) {
      new Acme(readyAt(server), clients).fill(SETUP_TOKEN);
    } finally {
      server.destroy();
      assertTrue(server.waitFor(60, TimeUnit.SECONDS));
    }
    var unnamed = data.resolve("fixture.zip");
    try (var database = DatabaseAccess.open(data, Optional.empty())) {
      var manifest = new Backup(database.connection(), Set.of()).write(unnamed, false);
      var file = file(manifest.schema());
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.copy(unnamed, file);
      System.out.println(file + " holds " + manifest.rows() + " rows");
    }
  }

  private Process launch(Path jar) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            jar.toAbsolutePath().toString());
    builder.environment().put("MERIDIAN_DATA", data.toString());
    builder.environment().put("MERIDIAN_HTTP_PORT", "0");
    builder.environment().put("MERIDIAN_SETUP_TOKEN", SETUP_TOKEN);
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static URI readyAt(Process server) throws IOException {
    var ready = "meridian ready at ";
    for (var line = server.inputReader().readLine();
        line != null;
        line = server.inputReader().readLine()) {
      if (line.startsWith(ready)) {
        return URI.create(line.substring(ready.length()));
      }
    }
    throw new IOException("the server did not start");
  }
}
