package dev.meridian.db.backup;

import dev.meridian.db.Migrations;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/// A schema beside the one in use, in which a restore is made ready. What is in use is not touched
/// before [#swap], which is one transaction; whatever a killed restore leaves here the next one
/// drops.
final class Staging implements AutoCloseable {

  static final String SCHEMA = "meridian_restore";

  private static final String DROP = "drop schema if exists " + SCHEMA + " cascade";

  private final DataSource source;
  private final Connection connection;
  private final Catalogue catalogue;

  private Staging(DataSource source, Connection connection) {
    this.source = source;
    this.connection = connection;
    this.catalogue = new Catalogue(connection, SCHEMA);
  }

  /// @param connection commits by itself
  static Staging make(DataSource source, Connection connection) throws SQLException {
    var staging = new Staging(source, connection);
    staging.run(DROP);
    staging.run("create schema " + SCHEMA);
    return staging;
  }

  void migrate(int version) {
    Migrations.migrate(source, Optional.of(SCHEMA), version);
  }

  /// Fills the tables of the backup's version, in one transaction.
  ///
  /// @param leftOut tables that stay empty even if the backup has rows for them
  void load(BackupFile backup, Set<String> leftOut) throws SQLException, IOException {
    var manifest = backup.manifest();
    compareTables(manifest);
    connection.setAutoCommit(false);
    try {
      run("set constraints all deferred");
      for (var table : manifest.tables().keySet()) {
        run("alter table %s disable trigger user".formatted(catalogue.qualified(table)));
      }
      emptyAll(manifest);
      for (var table : catalogue.loadOrder()) {
        if (!leftOut.contains(table)) {
          fill(table, backup);
        }
      }
      for (var sequence : manifest.sequences().entrySet()) {
        run(
            "select setval('%s', %d)"
                .formatted(catalogue.qualified(sequence.getKey()), sequence.getValue()));
      }
      run("set constraints all immediate"); // what is deferred would keep triggers from changing
      for (var table : manifest.tables().keySet()) {
        run("alter table %s enable trigger user".formatted(catalogue.qualified(table)));
      }
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    for (var table : manifest.tables().keySet()) {
      run("analyze " + catalogue.qualified(table));
    }
  }

  private void compareTables(Manifest manifest) throws SQLException {
    var here = catalogue.tables();
    var names = new TreeSet<>(here.keySet());
    names.addAll(manifest.tables().keySet());
    for (var name : names) {
      var columns = here.get(name);
      var kept = manifest.tables().get(name);
      if (columns == null
          || kept == null
          || !Set.copyOf(columns).equals(Set.copyOf(kept.columns()))) {
        throw new BackupProblem(
            "The backup has another table %s than schema %d: it cannot be restored."
                .formatted(name, manifest.schema()));
      }
    }
  }

  /// Of the rows that migrations insert.
  private void emptyAll(Manifest manifest) throws SQLException {
    var names = manifest.tables().keySet().stream().map(catalogue::qualified).toList();
    run("truncate " + String.join(", ", names));
  }

  private void fill(String table, BackupFile backup) throws SQLException, IOException {
    var kept = backup.manifest().tables().get(table);
    if (kept == null || kept.part().isEmpty()) {
      return;
    }
    var sql =
        "copy %s (%s) from stdin (format binary)"
            .formatted(catalogue.qualified(table), Catalogue.quoted(kept.columns()));
    try (var rows = backup.rows(table)) {
      long count = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows);
      if (count != kept.part().get().rows()) {
        throw new BackupProblem(
            "Of %d rows of %s only %d came in.".formatted(kept.part().get().rows(), table, count));
      }
    }
  }

  /// Puts what is here in the place of everything in the schema, in one transaction.
  void swap(String schema) throws SQLException {
    connection.setAutoCommit(false);
    try {
      var objects = new SchemaObjects(connection);
      for (var drop : objects.drops(schema)) {
        run(drop);
      }
      for (var move : objects.moves(SCHEMA, schema)) {
        run(move);
      }
      run("drop schema " + SCHEMA); // without cascade: fails when something was left behind
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /// Runs statements with the tables here in view, in one transaction.
  void change(List<String> statements) throws SQLException {
    var all = new ArrayList<>(List.of("set local search_path to " + SCHEMA));
    all.addAll(statements);
    connection.setAutoCommit(false);
    try {
      for (var statement : all) {
        run(statement);
      }
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Drops what was not swapped.
  @Override
  public void close() throws SQLException {
    run(DROP);
  }
}
