package dev.meridian.db.backup;

import dev.meridian.db.ServerMark;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// One snapshot of every table, in one file, while servers run. Rows pass through; nothing is kept
/// in memory.
final class Backup {

  /// Tables of which only the columns are in the file. A restore would bring ended sign-ins and
  /// used reset links to life again, so everybody signs in anew, and the file holds no key that
  /// signs for anybody. `docs/backup.md` has the reasons.
  static final Set<String> LEFT_OUT =
      Set.of("access_news", "refresh_token", "reset_link", "sign_in", "signing_key", "ticket");

  private static final String SHARE =
      "select pg_try_advisory_lock_shared(%d)".formatted(ServerMark.LOCK);

  private final Connection connection;
  private final Set<String> leftOut;

  /// @param leftOut tables whose rows stay out
  Backup(Connection connection, Set<String> leftOut) {
    this.connection = connection;
    this.leftOut = leftOut;
  }

  /// Writes the file; what it holds.
  ///
  /// @param replace whether a file of that name may be there already
  Manifest write(Path file, boolean replace) throws SQLException, IOException {
    share();
    var catalogue = Catalogue.current(connection);
    if (catalogue.version() == 0) {
      throw new BackupProblem("There is nothing to back up: the database has no Meridian in it.");
    }
    try (var writer = new BackupWriter(file, replace)) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      var expected = catalogue.tables();
      connection.setAutoCommit(false);
      lock(catalogue, expected);
      if (!catalogue.tables().equals(expected)) {
        throw new BackupProblem("The database is being migrated; try again in a minute.");
      }
      var manifest =
          new Manifest(
              catalogue.version(),
              snapshotInstant(),
              parts(catalogue, expected, writer),
              catalogue.sequences());
      connection.rollback();
      writer.finish(manifest);
      return manifest;
    }
  }

  /// No restore begins meanwhile.
  private void share() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(SHARE)) {
      rows.next();
      if (!rows.getBoolean(1)) {
        throw new BackupProblem("A restore of this database is going on.");
      }
    }
  }

  /// Before the snapshot, so that no migration changes a table that the snapshot has seen.
  private void lock(Catalogue catalogue, SortedMap<String, List<String>> tables)
      throws SQLException {
    var names = tables.keySet().stream().map(catalogue::qualified).toList();
    try (var statement = connection.createStatement()) {
      statement.execute("lock table %s in access share mode".formatted(String.join(", ", names)));
    }
  }

  private Instant snapshotInstant() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select clock_timestamp()")) {
      rows.next();
      Timestamp now = rows.getTimestamp(1);
      return now.toInstant();
    }
  }

  private SortedMap<String, Manifest.Table> parts(
      Catalogue catalogue, SortedMap<String, List<String>> tables, BackupWriter writer)
      throws SQLException, IOException {
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    var parts = new TreeMap<String, Manifest.Table>();
    for (var table : tables.entrySet()) {
      var name = table.getKey();
      var columns = table.getValue();
      Optional<Manifest.Part> part = Optional.empty();
      if (!leftOut.contains(name)) {
        var sql =
            "copy (select %s from %s) to stdout (format binary)"
                .formatted(Catalogue.quoted(columns), catalogue.qualified(name));
        part = Optional.of(writer.add(name, out -> copy.copyOut(sql, out)));
      }
      parts.put(name, new Manifest.Table(columns, part));
    }
    return parts;
  }
}
