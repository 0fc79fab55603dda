package dev.meridian.db.backup;

import dev.meridian.db.DatabaseProblem;
import dev.meridian.db.Jdbc;
import dev.meridian.db.embedded.EmbeddedPostgres;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// A connection to the installation's database: the operator's, or the embedded one, which is
/// started for the time when no server runs it.
final class DatabaseAccess implements AutoCloseable {

  /// What the operator may have set for all sessions is not for this one, which takes its time.
  private static final String PATIENCE =
      """
      set statement_timeout = 0;
      set idle_in_transaction_session_timeout = 0;
      set lock_timeout = '30s'
      """;

  private static final int OLDEST_VERSION = 15;

  private final Optional<EmbeddedPostgres> embedded;
  private final PGSimpleDataSource source;
  private final Connection connection;

  private DatabaseAccess(Optional<EmbeddedPostgres> embedded, PGSimpleDataSource source)
      throws SQLException {
    this.embedded = embedded;
    this.source = source;
    this.connection = source.getConnection();
    if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_VERSION) {
      throw new DatabaseProblem("Meridian needs PostgreSQL %d or later.".formatted(OLDEST_VERSION));
    }
    try (var statement = connection.createStatement()) {
      statement.execute(PATIENCE);
    }
  }

  /// @param url of the operator's database
  /// @param data folder of the embedded one, when there is no url
  /// @throws DatabaseProblem when it cannot be used
  static DatabaseAccess open(Path data, Optional<String> url) {
    var embedded =
        url.isPresent()
            ? Optional.<EmbeddedPostgres>empty()
            : Optional.of(EmbeddedPostgres.join(data));
    var options =
        PgConnectOptions.fromUri(url.orElseGet(() -> embedded.orElseThrow().url("postgres")));
    try {
      return new DatabaseAccess(embedded, Jdbc.source(options));
    } catch (SQLException | RuntimeException failure) {
      embedded.ifPresent(EmbeddedPostgres::close);
      if (failure instanceof DatabaseProblem problem) {
        throw problem;
      }
      throw new DatabaseProblem(
          "The database at %s:%d/%s cannot be used: %s"
              .formatted(
                  options.getHost(),
                  options.getPort(),
                  options.getDatabase(),
                  failure.getMessage()),
          failure);
    }
  }

  DataSource source() {
    return source;
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException _) {
      // it is over anyway
    } finally {
      embedded.ifPresent(EmbeddedPostgres::close);
    }
  }
}
