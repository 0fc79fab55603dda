package dev.meridian.db;

import io.vertx.pgclient.PgConnectOptions;
import org.postgresql.ds.PGSimpleDataSource;

/// Blocking connections, for what runs from top to bottom on a thread of its own: migrations,
/// backup and restore.
public final class Jdbc {

  private Jdbc() {}

  /// Makes connections to the database that the pool would connect to.
  public static PGSimpleDataSource source(PgConnectOptions options) {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {options.getHost()});
    source.setPortNumbers(new int[] {options.getPort()});
    source.setDatabaseName(options.getDatabase());
    source.setUser(options.getUser());
    source.setPassword(options.getPassword());
    source.setSslMode(options.getSslMode().value);
    source.setApplicationName("meridian");
    return source;
  }
}
