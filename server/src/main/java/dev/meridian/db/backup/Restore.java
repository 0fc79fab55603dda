package dev.meridian.db.backup;

import dev.meridian.db.Migrations;
import dev.meridian.db.ServerMark;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;

/// Puts a backup in the place of what the database holds. Until the last step, which is one
/// transaction, nothing of that is changed.
///
/// It holds the lock of [ServerMark] alone, so no server runs meanwhile.
final class Restore {

  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String LOCK = "select pg_try_advisory_lock(%d)".formatted(ServerMark.LOCK);

  /// Another epoch, so that every client and every node resyncs (N6).
  private static final String EPOCH = "update installation set epoch = %d";

  /// A node that stood still meanwhile sees numbers that it has not followed, and looks at all
  /// rights again.
  private static final String ACCESS = "update access_head set seq = seq + 1000000";

  private static final String EVENT =
      """
      with head as (
        insert into event_head (stream, seq) values ('installation', 1)
        on conflict (stream) do update set seq = event_head.seq + 1
        returning seq
      )
      insert into event (stream, seq, kind, payload)
      select 'installation', seq, 'restored', jsonb_build_object('backupOf', '%s') from head
      """;

  private final DataSource source;
  private final Connection connection;

  /// @param connection of the source; commits by itself
  Restore(DataSource source, Connection connection) {
    this.source = source;
    this.connection = connection;
  }

  /// @param mayReplace is asked when there is an installation that people use
  /// @throws BackupProblem when a server runs, or what is there may not or cannot be replaced
  void run(BackupFile backup, Predicate<InUse> mayReplace) throws SQLException, IOException {
    var manifest = backup.manifest();
    if (manifest.schema() > Migrations.NEWEST) {
      throw new BackupProblem(
          "The backup has schema %d, newer than this Meridian, which knows %d."
                  .formatted(manifest.schema(), Migrations.NEWEST)
              + " Restore it with the version that made it, or a later one.");
    }
    lock();
    var current = Catalogue.current(connection);
    var inUse = InUse.find(connection, current);
    if (inUse.isPresent() && !mayReplace.test(inUse.get())) {
      throw new BackupProblem("Nothing was changed.");
    }
    try (var staging = Staging.make(source, connection)) {
      staging.migrate(manifest.schema());
      staging.load(backup, Backup.LEFT_OUT);
      staging.migrate(Migrations.NEWEST);
      staging.change(
          List.of(EPOCH.formatted(RANDOM.nextLong()), ACCESS, EVENT.formatted(manifest.at())));
      staging.swap(current.schema());
    }
  }

  private void lock() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(LOCK)) {
      rows.next();
      if (!rows.getBoolean(1)) {
        throw new BackupProblem(
            "A server, a backup or another restore runs on this database: stop all servers first.");
      }
    }
  }
}
