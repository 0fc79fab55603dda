package dev.meridian.db.embedded;

import dev.meridian.db.DatabaseProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL that runs as a child of this JVM and keeps its data in a folder between starts. It
/// is reached on the loopback address with a password kept in that folder, stops with the JVM even
/// when that is killed, and recovers by itself at the next start.
///
/// In the folder: `pg-bin-VERSION` (the programs), `pg-data` (the cluster), `pg-password`,
/// `pg.log`.
public final class EmbeddedPostgres implements AutoCloseable {

  private static final String USER = "meridian";

  private final @Nullable Cluster cluster;
  private final String password;
  private final int port;

  /// @param cluster null when somebody else runs it
  private EmbeddedPostgres(@Nullable Cluster cluster, String password, int port) {
    this.cluster = cluster;
    this.password = password;
    this.port = port;
  }

  /// Starts it, making everything that is not there yet. Blocks: some seconds the first time, 0.2 s
  /// later.
  ///
  /// @throws DatabaseProblem when PostgreSQL cannot run here, saying why
  public static EmbeddedPostgres start(Path home) {
    try {
      Files.createDirectories(home);
      var folder = home.toAbsolutePath();
      var user = RunAs.find(folder);
      var programs = Binaries.unpack(folder, user);
      var passwordFile = passwordFile(folder, user);
      var cluster = new Cluster(folder, programs, user);
      cluster.create(USER, passwordFile);
      int port = cluster.start();
      return new EmbeddedPostgres(cluster, Files.readString(passwordFile).strip(), port);
    } catch (IOException e) {
      throw new DatabaseProblem(
          "The embedded PostgreSQL in %s cannot start: %s".formatted(home, e.getMessage()), e);
    }
  }

  /// The one that runs in this folder already, on behalf of a server; else as [#start].
  ///
  /// @throws DatabaseProblem when PostgreSQL cannot run here, saying why
  public static EmbeddedPostgres join(Path home) {
    try {
      var folder = home.toAbsolutePath();
      var running = RunningCluster.find(folder.resolve("pg-data"));
      if (running.isEmpty()) {
        return start(home);
      }
      var password = Files.readString(passwordFile(folder, RunAs.find(folder))).strip();
      return new EmbeddedPostgres(null, password, running.getAsInt());
    } catch (IOException e) {
      throw new DatabaseProblem(
          "The embedded PostgreSQL in %s cannot be used: %s".formatted(home, e.getMessage()), e);
    }
  }

  /// Whether a PostgreSQL was ever made in this folder.
  public static boolean isIn(Path home) {
    return Files.exists(home.resolve("pg-data").resolve("PG_VERSION"));
  }

  private static Path passwordFile(Path folder, RunAs user) throws IOException {
    var file = folder.resolve("pg-password");
    if (!Files.exists(file)) {
      var bytes = new byte[24];
      new SecureRandom().nextBytes(bytes);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      user.own(file);
    }
    return file;
  }

  /// Of the database with that name; `postgres` is there from the start.
  public String url(String database) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(USER, password, port, database);
  }

  /// Stops it in order, if it was started here; blocks until it has stopped. Closing twice is
  /// harmless.
  @Override
  public void close() {
    if (cluster != null) {
      cluster.stop();
    }
  }
}
