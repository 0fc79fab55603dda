package dev.meridian.workspace.cycle;

import dev.meridian.db.Uuid7;
import dev.meridian.event.Streams;
import dev.meridian.event.Transaction;
import dev.meridian.http.Answer;
import dev.meridian.http.Call;
import dev.meridian.http.CallTransactions;
import dev.meridian.http.Fields;
import dev.meridian.http.Json;
import dev.meridian.http.Problem;
import dev.meridian.http.Routes;
import dev.meridian.http.resource.Audience;
import dev.meridian.http.resource.Resource;
import dev.meridian.workspace.Permissions;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Cycles: make, rename, move, archive.
public final class CycleRoutes implements Routes {

  private final Pool pool;
  private final CallTransactions transactions;
  private final InstantSource clock;
  private final CycleStore cycles = new CycleStore();

  public CycleRoutes(Pool pool, CallTransactions transactions, InstantSource clock) {
    this.pool = pool;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void mount(Operations operations) {
    operations.resource("listCycles", Audience.WORKSPACE, this::list);
    operations.on("createCycle", this::create);
    operations.resource("getCycle", Audience.WORKSPACE, this::get);
    operations.on("patchCycle", this::patch);
  }

  private Resource list(Call call) {
    var workspaceId = call.caller().workspaceId();
    var all = cycles.all(pool, workspaceId);
    return Resource.of(
        Json.object("cycles", Json.keyed(all, Cycle::id, Cycle::toJson)),
        Streams.workspace(workspaceId));
  }

  private Resource get(Call call) {
    var workspaceId = call.caller().workspaceId();
    return cycles
        .find(pool, workspaceId, call.id("cycleId"))
        .map(cycle -> Resource.of(cycle.toJson(), Streams.workspace(workspaceId)))
        .orElseThrow(Problem::notFound);
  }

  private Answer create(Call call) {
    requireRight(call);
    var body = call.json();
    var cycle =
        new Cycle(
            Uuid7.next(),
            call.caller().workspaceId(),
            Fields.name(body, "name"),
            Fields.date(body, "start"),
            Fields.date(body, "end"),
            Fields.timeZone(body, "timeZone"),
            clock.instant(),
            null);
    requireOrder(cycle);
    return transactions.run(
        call,
        transaction -> {
          cycles.add(transaction.connection(), cycle);
          happened(transaction, call, "cycle-created", cycle.toJson());
          return Answer.created(cycle.toJson());
        });
  }

  private Answer patch(Call call) {
    requireRight(call);
    return transactions.run(
        call,
        transaction -> {
          var connection = transaction.connection();
          var cycle =
              cycles
                  .lock(connection, call.caller().workspaceId(), call.id("cycleId"))
                  .orElseThrow(Problem::notFound);
          call.requireMatch(cycle.toJson());
          var patched = patched(cycle, call.json());
          requireOrder(patched);
          if (!patched.equals(cycle)) {
            cycles.update(connection, patched);
            happened(
                transaction,
                call,
                "cycle-changed",
                call.json().copy().put("id", cycle.id().toString()));
          }
          return Answer.ok(patched.toJson());
        });
  }

  private Cycle patched(Cycle cycle, JsonObject patch) {
    return new Cycle(
        cycle.id(),
        cycle.workspaceId(),
        patch.containsKey("name") ? Fields.name(patch, "name") : cycle.name(),
        patch.containsKey("start") ? Fields.date(patch, "start") : cycle.start(),
        patch.containsKey("end") ? Fields.date(patch, "end") : cycle.end(),
        patch.containsKey("timeZone") ? Fields.timeZone(patch, "timeZone") : cycle.timeZone(),
        cycle.createdAt(),
        archivedAt(cycle, patch));
  }

  private @Nullable Instant archivedAt(Cycle cycle, JsonObject patch) {
    var before = cycle.archivedAt();
    if (!patch.getBoolean("archived", before != null)) {
      return null;
    }
    return before == null ? clock.instant() : before;
  }

  private static void requireOrder(Cycle cycle) {
    if (!cycle.start().isBefore(cycle.end())) {
      throw Problem.field("end", "must be after the start");
    }
  }

  private static void happened(
      Transaction transaction, Call call, String kind, JsonObject payload) {
    var caller = call.caller();
    transaction.happened(Streams.workspace(caller.workspaceId()), caller.memberId(), kind, payload);
  }

  private static void requireRight(Call call) {
    if (!Permissions.mayArrange(call.caller())) {
      throw Problem.forbidden("Viewers cannot change cycles.");
    }
  }
}
