package dev.meridian.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/// Brings the schema to the newest version: the numbered files in `db/migration`. Flyway does it,
/// and is started only when there is something to do.
public final class Migrations {

  /// Version of the newest file in `db/migration`.
  public static final int NEWEST = 3;

  /// Where Flyway keeps what it has done, beside the tables.
  public static final String HISTORY = "flyway_schema_history";

  private static final String VERSION =
      """
      select max(version::int) as version, bool_and(success) as success from flyway_schema_history
      """;

  private Migrations() {}

  /// Fails with a [DatabaseProblem] when a migration fails or the schema is newer than this
  /// program.
  public static Future<Void> run(Vertx vertx, Database database) {
    return currentVersion(database)
        .compose(version -> {
          if (version == NEWEST) {
            return Future.succeededFuture();
          }
          if (version > NEWEST) {
            return Future.failedFuture(newer(version));
          }
          return vertx.executeBlocking(
              () -> {
                migrate(Jdbc.source(database.options()), Optional.empty(), NEWEST);
                return null;
              },
              false);
        });
  }

  public static DatabaseProblem newer(int version) {
    return new DatabaseProblem(
        "The database has schema %d, newer than this Meridian, which knows %d."
            .formatted(version, NEWEST));
  }

  /// 0 when there is no schema yet, or a migration has failed.
  private static Future<Integer> currentVersion(Database database) {
    return database
        .pool()
        .query("select to_regclass('flyway_schema_history') is not null as present")
        .execute()
        .compose(rows ->
            rows.iterator().next().getBoolean("present")
                ? database.pool().query(VERSION).execute().map(Migrations::version)
                : Future.succeededFuture(0));
  }

  private static int version(io.vertx.sqlclient.RowSet<io.vertx.sqlclient.Row> rows) {
    var row = rows.iterator().next();
    var version = row.getInteger("version");
    return version == null || !row.getBoolean("success") ? 0 : version;
  }

  /// Runs the files up to a version, and no others; blocks.
  ///
  /// @param schema which exists; empty = the one that the database's user works in
  public static void migrate(DataSource source, Optional<String> schema, int version) {
    var flyway =
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:db/migration")
            .createSchemas(false)
            .target(MigrationVersion.fromVersion(String.valueOf(version)));
    schema.ifPresent(flyway::defaultSchema);
    try {
      flyway.load().migrate();
    } catch (FlywayException e) {
      throw new DatabaseProblem("The database could not be migrated: " + e.getMessage(), e);
    }
  }
}
