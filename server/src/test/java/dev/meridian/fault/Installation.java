package dev.meridian.fault;

import dev.meridian.collab.testing.ServerProcess;
import dev.meridian.db.embedded.EmbeddedPostgres;
import dev.meridian.testing.Signals;
import dev.meridian.testing.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Two servers as processes, a Postgres and a Redis of their own, and between each two of them a
/// [Relay].
public final class Installation implements AutoCloseable {
  private final Path home;
  private final Map<String, String> settings;
  private EmbeddedPostgres postgres;
  final TestRedis redis = TestRedis.start();
  final List<Node> nodes;

  /// A server and its ways to the services.
  record Node(ServerProcess server, Relay toPostgres, Relay toRedis) {}

  Installation(Path home) {
    this(home, Map.of());
  }

  /// @param settings of both servers, by the names of the variables
  public Installation(Path home, Map<String, String> settings) {
    this.home = home;
    this.settings = settings;
    this.postgres = EmbeddedPostgres.start(home);
    this.nodes = Stream.of("one", "two").map(this::startNode).toList();
  }

  private Node startNode(String name) {
    Relay toPostgres = new Relay(postgresPort());
    Relay toRedis = new Relay(redis.port());
    String database = postgres.url("postgres");
    Map<String, String> environment = new HashMap<>(settings);
    environment.put(
        "MERIDIAN_DATABASE_URL",
        database.replace(":" + postgresPort() + "/", ":" + toPostgres.port() + "/"));
    environment.put("MERIDIAN_REDIS_URL", "redis://127.0.0.1:" + toRedis.port());
    environment.putIfAbsent("MERIDIAN_LIMIT_SIGN_INS_BY_ACCOUNT", "100000/60");
    environment.putIfAbsent("MERIDIAN_COLLAB_SNAPSHOT_ROWS", "50");
    try {
      Path folder = Files.createDirectories(home.resolve(name));
      return new Node(new ServerProcess(folder, environment), toPostgres, toRedis);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int postgresPort() {
    return URI.create(postgres.url("postgres")).getPort();
  }

  public List<ServerProcess> servers() {
    return nodes.stream().map(Node::server).toList();
  }

  /// Ends Postgres at once, all of its processes; it has to recover from its log.
  void killPostgres() {
    try {
      long pid =
          Long.parseLong(
              Files.readAllLines(home.resolve("pg-data").resolve("postmaster.pid")).getFirst());
      List<ProcessHandle> all =
          ProcessHandle.of(pid).stream()
              .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
              .toList();
      all.forEach(process -> Signals.send("KILL", process.pid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void startPostgresAgain() {
    postgres.close();
    postgres = EmbeddedPostgres.start(home);
    nodes.forEach(node -> node.toPostgres().pointTo(postgresPort()));
  }

  @Override
  public void close() {
    nodes.forEach(node -> {
      node.server().close();
      node.toPostgres().close();
      node.toRedis().close();
    });
    redis.close();
    postgres.close();
  }
}
