package dev.meridian.fault;

import static dev.meridian.testing.TestDatabase.await;

import dev.meridian.collab.history.CommitPack;
import dev.meridian.collab.testing.ServerProcess;
import dev.meridian.db.Database;
import dev.meridian.db.embedded.EmbeddedPostgres;
import dev.meridian.testing.Signals;
import dev.meridian.testing.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Two servers as processes, a Postgres and a Redis of their own, and between each two of them a
/// [Relay].
public final class Installation implements AutoCloseable {
  private static final String LOG = "select seq, bytes from document_update where document_id = $1";

  private static final String HISTORY =
      "select actor, updates from document_history where document_id = $1";

  private final Path home;
  private final Path postgresHome;
  private final Map<String, String> settings;
  private EmbeddedPostgres postgres;

  /// What Postgres writes to, where that can be made full.
  final Optional<SmallDisk> disk;

  final TestRedis redis = TestRedis.start();

  /// Of what Redis says to the servers.
  final Mischief.Mood redisMood;

  final List<Node> nodes;

  /// A server and its ways to the services.
  record Node(ServerProcess server, Relay toPostgres, Relay toRedis) {}

  Installation(Path home, long seed) {
    this(home, seed, Map.of());
  }

  /// @param settings of both servers, by the names of the variables
  public Installation(Path home, Map<String, String> settings) {
    this(home, 0, settings);
  }

  private Installation(Path home, long seed, Map<String, String> settings) {
    this.home = home;
    this.settings = settings;
    this.redisMood = new Mischief.Mood(seed);
    this.postgresHome = home.resolve("postgres");
    this.disk = SmallDisk.mount(postgresHome);
    this.postgres = EmbeddedPostgres.start(postgresHome);
    this.nodes = Stream.of("one", "two").map(this::startNode).toList();
  }

  private Node startNode(String name) {
    Relay toPostgres = new Relay(postgresPort());
    Relay toRedis = new Relay(redis.port(), out -> new Mischief(out, redisMood));
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

  /// The rows of a document, in order, those that compaction has made history included.
  List<HistoryCheck.Row> log(UUID document) {
    Vertx vertx = Vertx.vertx();
    try {
      var database = await(Database.open(vertx, postgres.url("postgres"), 1));
      return await(
              database
                  .pool()
                  .withTransaction(connection ->
                      connection
                          .query("set transaction isolation level repeatable read")
                          .execute()
                          .compose(_ -> rows(connection, document))))
          .sorted(Comparator.comparingLong(HistoryCheck.Row::seq))
          .toList();
    } finally {
      await(vertx.close());
    }
  }

  private static Future<Stream<HistoryCheck.Row>> rows(SqlConnection connection, UUID document) {
    return connection
        .preparedQuery(HISTORY)
        .execute(Tuple.of(document))
        .compose(history ->
            connection
                .preparedQuery(LOG)
                .execute(Tuple.of(document))
                .map(log -> Stream.concat(compacted(history), kept(log))));
  }

  private static Stream<HistoryCheck.Row> compacted(RowSet<Row> history) {
    List<CommitPack> packs =
        history.stream()
            .map(row -> new CommitPack(row.getUUID("actor"), row.getBuffer("updates").getBytes()))
            .toList();
    return CommitPack.upTo(Instant.MAX, packs).stream()
        .map(commit -> new HistoryCheck.Row(commit.seq(), commit.update()));
  }

  private static Stream<HistoryCheck.Row> kept(RowSet<Row> log) {
    return log.stream()
        .map(row -> new HistoryCheck.Row(row.getLong("seq"), row.getBuffer("bytes").getBytes()));
  }

  public List<ServerProcess> servers() {
    return nodes.stream().map(Node::server).toList();
  }

  /// Ends Postgres at once, all of its processes; it has to recover from its log.
  void killPostgres() {
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst());
      List<ProcessHandle> all =
          ProcessHandle.of(pid).stream()
              .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
              .toList();
      all.forEach(process -> Signals.send("KILL", process.pid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path pidFile() {
    return postgresHome.resolve("pg-data").resolve("postmaster.pid");
  }

  /// Postgres ends when it cannot write its own log: then somebody has to start it again.
  void restartPostgresIfItEnded() {
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst());
      if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
        return;
      }
    } catch (NoSuchFileException _) {
      // it has ended in order
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.out.println("Postgres had ended and is started again");
    startPostgresAgain();
  }

  void startPostgresAgain() {
    postgres.close();
    postgres = EmbeddedPostgres.start(postgresHome);
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
    disk.ifPresent(SmallDisk::close);
  }
}
