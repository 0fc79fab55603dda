package dev.meridian.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/// Brings the schema to the newest version: the numbered files in `db/migration`. Flyway does it,
/// and is started only when there is something to do.
public final class Migrations {

  /// Version of the newest file in `db/migration`.
  static final int NEWEST = 3;

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
            return Future.failedFuture(
                new DatabaseProblem(
                    "The database has schema %d, newer than this Meridian, which knows %d."
                        .formatted(version, NEWEST)));
          }
          return vertx.executeBlocking(() -> migrate(database, NEWEST), false);
        });
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

  /// @param version to which it goes
  static Void migrate(Database database, int version) {
    var options = database.options();
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {options.getHost()});
    source.setPortNumbers(new int[] {options.getPort()});
    source.setDatabaseName(options.getDatabase());
    source.setUser(options.getUser());
    source.setPassword(options.getPassword());
    try {
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:db/migration")
          .target(String.valueOf(version))
          .load()
          .migrate();
      return null;
    } catch (FlywayException e) {
      throw new DatabaseProblem("The database could not be migrated: " + e.getMessage(), e);
    }
  }
}
