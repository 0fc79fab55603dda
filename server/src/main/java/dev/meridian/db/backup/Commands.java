package dev.meridian.db.backup;

import dev.meridian.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Scanner;
import java.util.Set;

/// What an operator types: `backup FILE [--force]` and `restore FILE [--replace] [--yes]`.
public final class Commands {

  private static final String BACKUP_USAGE = "backup FILE [--force]";
  private static final String RESTORE_USAGE = "restore FILE [--replace] [--yes]";
  private static final String WORD = "replace";

  private final Path data;
  private final Optional<String> url;
  private final PrintStream out;

  /// @param data folder of the embedded database
  /// @param url of another one
  public Commands(Path data, Optional<String> url, PrintStream out) {
    this.data = data;
    this.url = url;
    this.out = out;
  }

  /// @throws BackupProblem when there is no backup, saying why
  /// @throws dev.meridian.db.DatabaseProblem when the database cannot be used
  public void backup(List<String> arguments) {
    var line = CommandLine.read(arguments, Set.of("--force"), BACKUP_USAGE);
    if (url.isEmpty() && !EmbeddedPostgres.isIn(data)) {
      throw new BackupProblem("There is no installation in %s.".formatted(data.toAbsolutePath()));
    }
    try (var database = DatabaseAccess.open(data, url)) {
      var manifest =
          new Backup(database.connection(), Backup.LEFT_OUT)
              .write(line.file(), line.has("--force"));
      out.printf(
          Locale.ROOT,
          "Backed up %d rows of %d tables as of %s to %s.%n",
          manifest.rows(),
          manifest.tables().size(),
          manifest.at(),
          line.file());
    } catch (SQLException | IOException failure) {
      throw new BackupProblem("There is no backup: %s.".formatted(reason(failure)), failure);
    }
  }

  /// @throws BackupProblem when nothing was restored, saying why
  /// @throws dev.meridian.db.DatabaseProblem when the database cannot be used
  public void restore(List<String> arguments) {
    var line = CommandLine.read(arguments, Set.of("--replace", "--yes"), RESTORE_USAGE);
    try (var backup = BackupFile.open(line.file())) {
      try (var database = DatabaseAccess.open(data, url)) {
        new Restore(database.source(), database.connection())
            .run(backup, inUse -> isSure(line, inUse, backup.manifest()));
      }
      out.printf(
          Locale.ROOT,
          "Restored %d rows as of %s. Start Meridian; everybody signs in again.%n",
          backup.manifest().rows(),
          backup.manifest().at());
    } catch (SQLException | IOException failure) {
      throw new BackupProblem(
          "Nothing was restored, and nothing was changed: %s.".formatted(reason(failure)), failure);
    }
  }

  private boolean isSure(CommandLine line, InUse inUse, Manifest manifest) {
    var names = String.join(", ", inUse.workspaces());
    if (!line.has("--replace")) {
      throw new BackupProblem(
          "There is an installation here already (%s); --replace puts the backup in its place."
              .formatted(names));
    }
    if (line.has("--yes")) {
      return true;
    }
    out.printf(
        Locale.ROOT,
        "This deletes everything in %s and puts the backup of %s in its place. Type %s to go on: ",
        names,
        manifest.at(),
        WORD);
    out.flush();
    var answer = new Scanner(System.in, StandardCharsets.UTF_8);
    return answer.hasNextLine() && answer.nextLine().strip().equals(WORD);
  }

  private static String reason(Exception failure) {
    var reason =
        failure instanceof FileSystemException file && file.getReason() == null
            ? file.getClass().getSimpleName() + " " + file.getFile()
            : String.valueOf(failure.getMessage());
    return reason.lines().findFirst().orElse("").replaceFirst("\\.$", "");
  }
}
