package dev.meridian.testing;

import dev.meridian.db.Database;
import dev.meridian.db.Migrations;
import dev.meridian.db.embedded.EmbeddedPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A fresh, migrated database of its own for each test class, on one embedded PostgreSQL per JVM
/// that goes away with it.
///
/// ```java
/// static final TestDatabase DATABASE = TestDatabase.create();
/// Pool pool = DATABASE.pool();      // or DATABASE.url() for a server's settings
/// ```
public final class TestDatabase implements AutoCloseable {

  private static final String TEMPLATE = "meridian_template";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /// Started at the first use.
  private static final class Server {

    static final Vertx VERTX = Vertx.vertx();
    static final EmbeddedPostgres POSTGRES = start();
    static final Pool ADMIN = open(POSTGRES.url("postgres"), 2).pool();

    static {
      await(ADMIN.query("create database " + TEMPLATE).execute());
      var template = open(POSTGRES.url(TEMPLATE), 1);
      await(Migrations.run(VERTX, template));
      await(template.close());
    }

    private static EmbeddedPostgres start() {
      try {
        var home = Files.createTempDirectory("meridian-test-pg");
        var postgres = EmbeddedPostgres.start(home);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> {
                  postgres.close();
                  delete(home);
                }));
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final String name;
  private final Database database;

  private TestDatabase(String name) {
    this.name = name;
    this.database = open(url(), 8);
  }

  public static TestDatabase create() {
    return create(TEMPLATE);
  }

  /// Without a single table, for tests of migrations and restores.
  public static TestDatabase createEmpty() {
    return create("template0");
  }

  private static synchronized TestDatabase create(String template) {
    var name = "test_" + NUMBER.incrementAndGet();
    await(Server.ADMIN.query("create database %s template %s".formatted(name, template)).execute());
    return new TestDatabase(name);
  }

  public String url() {
    return Server.POSTGRES.url(name);
  }

  public Pool pool() {
    return database.pool();
  }

  /// Closes the pool; the database goes away with the JVM.
  @Override
  public void close() {
    await(database.close());
  }

  /// Waits for a future on a thread that is not Vert.x's, at most 20 s.
  public static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nothing came within 20 s", e);
    }
  }

  private static Database open(String url, int size) {
    return await(Database.open(Server.VERTX, url, size));
  }

  private static void delete(Path folder) {
    try (var paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
