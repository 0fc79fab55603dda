package dev.meridian.collab.testing;

import static dev.meridian.testing.TestDatabase.await;

import dev.meridian.bus.AccessNews;
import dev.meridian.bus.Bus;
import dev.meridian.bus.LocalBus;
import dev.meridian.collab.Collab;
import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.CompactionRule;
import dev.meridian.collab.host.CommitObserver;
import dev.meridian.db.Uuid7;
import dev.meridian.testing.TestDatabase;
import dev.meridian.workspace.Caller;
import dev.meridian.workspace.Role;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A workspace with people and documents on a real database, behind the real sockets.
public final class CollabRoom implements AutoCloseable {
  public static final String ALLOWED_ORIGIN = "https://okr.example.org";

  /// Of the database, before a restore.
  public static final long EPOCH = 1;

  public final TestDatabase database;
  public final Pool pool;
  public final People people;
  public final Vertx vertx = Vertx.vertx();
  private final UUID workspaceId = Uuid7.next();
  private final UUID cycleId = Uuid7.next();
  private final List<CollabNode> nodes = new ArrayList<>();

  public static CollabRoom open(CollabLimits limits) {
    return open(limits, _ -> {});
  }

  public static CollabRoom open(CollabLimits limits, CommitObserver observer) {
    return new CollabRoom(TestDatabase.create(), limits, CompactionRule.standard(), observer);
  }

  public static CollabRoom open(CompactionRule compaction) {
    return new CollabRoom(TestDatabase.create(), CollabLimits.standard(), compaction, _ -> {});
  }

  /// Over a database that has all tables already and no installation.
  public static CollabRoom over(TestDatabase database, CompactionRule compaction) {
    return new CollabRoom(database, CollabLimits.standard(), compaction, _ -> {});
  }

  private CollabRoom(
      TestDatabase database,
      CollabLimits limits,
      CompactionRule compaction,
      CommitObserver observer) {
    this.database = database;
    this.pool = database.pool();
    this.people = new People(workspaceId);
    sql("insert into installation (epoch) values ($1)", EPOCH);
    sql("insert into workspace (id, name, time_zone) values ($1, 'Acme', 'UTC')", workspaceId);
    sql(
        "insert into cycle (id, workspace_id, name, starts_on, ends_on, time_zone)"
            + " values ($1, $2, 'Q1', $3, $4, 'UTC')",
        cycleId,
        workspaceId,
        LocalDate.of(2026, 1, 1),
        LocalDate.of(2026, 3, 31));
    this.nodes.add(new CollabNode(this, new LocalBus(vertx), limits, compaction, observer));
  }

  /// Another node over the same database, until the room closes.
  public CollabNode addNode(Bus bus, CollabLimits limits) {
    return addNode(bus, limits, CompactionRule.standard());
  }

  /// As above, that compacts by another rule.
  public CollabNode addNode(Bus bus, CollabLimits limits, CompactionRule compaction) {
    CollabNode node = new CollabNode(this, bus, limits, compaction, _ -> {});
    nodes.add(node);
    return node;
  }

  private CollabNode first() {
    return nodes.getFirst();
  }

  public Collab collab() {
    return first().collab;
  }

  public int port() {
    return first().port();
  }

  public String url() {
    return "ws://127.0.0.1:" + port();
  }

  /// How many sockets the server holds.
  public double connections() {
    return first().metrics.get("meridian.collab.connections").gauge().value();
  }

  /// What a counter of the server with these tags says, 0 when there is none.
  public double counted(String name, String... tags) {
    return first().metrics.find(name).tags(tags).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  /// A member with this role, whose name is the token too.
  public Caller person(String name, Role role) {
    Caller caller = people.add(name, role);
    sql(
        "insert into account (id, email, email_key, password_hash) values ($1, $2, $2, '-')",
        caller.accountId(),
        name + "-" + caller.accountId() + "@example.org");
    sql(
        "insert into member (id, workspace_id, account_id, name, role, time_zone)"
            + " values ($1, $2, $3, $4, $5, 'UTC')",
        caller.memberId(),
        caller.workspaceId(),
        caller.accountId(),
        name,
        role.word());
    return caller;
  }

  public void changeRole(String name, Role role) {
    people.changeRole(name, role);
    first().bus.publish(Bus.ACCESS, AccessNews.ofAccount(people.of(name).accountId()).write());
  }

  public void endSignIn(String name) {
    Caller caller = people.of(name);
    people.endSignIn(name);
    first().bus.publish(Bus.ACCESS, AccessNews.ofSignIn(caller.signInId()).write());
  }

  /// An empty OKR record of a new team; its document's id.
  public UUID document(String creator) {
    UUID teamId = Uuid7.next();
    UUID documentId = Uuid7.next();
    sql("insert into team (id, workspace_id, name) values ($1, $2, 'Team')", teamId, workspaceId);
    sql(
        "insert into document (id, workspace_id, kind) values ($1, $2, 'okr-set')",
        documentId,
        workspaceId);
    sql("insert into document_head (document_id) values ($1)", documentId);
    sql(
        "insert into okr_set (id, workspace_id, team_id, cycle_id, document_id, created_by)"
            + " values ($1, $2, $3, $4, $5, $6)",
        Uuid7.next(),
        workspaceId,
        teamId,
        cycleId,
        documentId,
        people.of(creator).memberId());
    return documentId;
  }

  public long rows(UUID documentId) {
    return await(
            pool.preparedQuery("select count(*) from document_update where document_id = $1")
                .execute(Tuple.of(documentId)))
        .iterator()
        .next()
        .getLong(0);
  }

  /// How far a document goes, to [#restore] it.
  public long head(UUID documentId) {
    return await(
            pool.preparedQuery("select seq from document_head where document_id = $1")
                .execute(Tuple.of(documentId)))
        .iterator()
        .next()
        .getLong(0);
  }

  /// As a restore from a backup that was made when the document went so far.
  public void restore(UUID documentId, long head) {
    await(
        pool.withTransaction(connection ->
            connection
                .preparedQuery("delete from document_update where document_id = $1 and seq > $2")
                .execute(Tuple.of(documentId, head))
                .compose(_ ->
                    connection
                        .preparedQuery(
                            "delete from document_client where document_id = $1 and first_seq > $2")
                        .execute(Tuple.of(documentId, head)))
                .compose(_ ->
                    connection
                        .preparedQuery("update document_head set seq = $2 where document_id = $1")
                        .execute(Tuple.of(documentId, head)))
                .compose(
                    _ -> connection.query("update installation set epoch = epoch + 1").execute())));
  }

  public JsonObject hocuspocus(String name, UUID documentId) {
    return client("hocuspocus", documentId).put("token", name);
  }

  public JsonObject yWebsocket(String name, UUID documentId) {
    return client("y-websocket", documentId).put("token", name);
  }

  public JsonObject client(String framing, UUID documentId) {
    return first().client(framing, documentId);
  }

  private void sql(String statement, Object... values) {
    await(pool.preparedQuery(statement).execute(Tuple.wrap(List.of(values))));
  }

  @Override
  public void close() {
    nodes.forEach(CollabNode::close);
    database.close();
    await(vertx.close());
  }
}
