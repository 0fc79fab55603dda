package dev.meridian.db.backup;

import dev.meridian.db.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An installation with workspaces, which a restore would replace.
///
/// @param workspaces their names
record InUse(List<String> workspaces) {

  /// Empty when there is nothing, or a Meridian that was never set up.
  ///
  /// @throws BackupProblem when the database holds something that a restore must not drop
  static Optional<InUse> find(Connection connection, Catalogue catalogue) throws SQLException {
    if (catalogue.tables().isEmpty()) {
      return Optional.empty();
    }
    if (!catalogue.hasHistory()) {
      throw new BackupProblem(
          "The database holds tables that are not Meridian's: restore into one of its own.");
    }
    int version = catalogue.version();
    if (version > Migrations.NEWEST) {
      throw new BackupProblem(
          "The database has schema %d, newer than this Meridian, which knows %d."
              .formatted(version, Migrations.NEWEST));
    }
    var names = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select name from %s order by created_at"
                    .formatted(catalogue.qualified("workspace")))) {
      while (rows.next()) {
        names.add(rows.getString("name"));
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(new InUse(names));
  }
}
