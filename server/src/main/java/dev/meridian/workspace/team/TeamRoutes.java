package dev.meridian.workspace.team;

import dev.meridian.bus.AccessNews;
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
import dev.meridian.workspace.Editing;
import dev.meridian.workspace.MemberStore;
import dev.meridian.workspace.Permissions;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Teams: make, rename, archive, set who may write, put people on them.
public final class TeamRoutes implements Routes {

  private final Pool pool;
  private final CallTransactions transactions;
  private final InstantSource clock;
  private final TeamStore teams = new TeamStore();
  private final MemberStore members = new MemberStore();

  public TeamRoutes(Pool pool, CallTransactions transactions, InstantSource clock) {
    this.pool = pool;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void mount(Operations operations) {
    operations.resource("listTeams", Audience.WORKSPACE, this::list);
    operations.on("createTeam", this::create);
    operations.resource("getTeam", Audience.WORKSPACE, this::get);
    operations.on("patchTeam", this::patch);
    operations.on("addTeamMember", this::addMember);
    operations.on("removeTeamMember", this::removeMember);
  }

  private Resource list(Call call) {
    var workspaceId = call.caller().workspaceId();
    var all = teams.all(pool, workspaceId);
    return Resource.of(
        Json.object("teams", Json.keyed(all, Team::id, Team::toJson)),
        Streams.workspace(workspaceId));
  }

  private Resource get(Call call) {
    var workspaceId = call.caller().workspaceId();
    return teams
        .find(pool, workspaceId, call.id("teamId"))
        .map(team -> Resource.of(team.toJson(), Streams.workspace(workspaceId)))
        .orElseThrow(Problem::notFound);
  }

  /// Its maker is its first member.
  private Answer create(Call call) {
    requireRight(call);
    var caller = call.caller();
    var body = call.json();
    var now = clock.instant();
    var team =
        new Team(
            Uuid7.next(),
            caller.workspaceId(),
            Fields.name(body, "name"),
            Editing.of(body.getString("editing", "workspace")),
            now,
            null,
            List.of(new Team.OnTeam(caller.memberId(), now)));
    return transactions.run(
        call,
        transaction -> {
          teams.add(transaction.connection(), team);
          teams.addMember(transaction.connection(), team.id(), caller.memberId(), now);
          happened(transaction, call, "team-created", team.toJson());
          return Answer.created(team.toJson());
        });
  }

  private Answer patch(Call call) {
    requireRight(call);
    return transactions.run(
        call,
        transaction -> {
          var team = lock(transaction, call);
          call.requireMatch(team.toJson());
          var patched = patched(team, call.json());
          if (!patched.equals(team)) {
            teams.update(transaction.connection(), patched);
            happened(
                transaction,
                call,
                "team-changed",
                call.json().copy().put("id", team.id().toString()));
            transaction.accessChanged(AccessNews.ofWorkspace(team.workspaceId()));
          }
          return Answer.ok(patched.toJson());
        });
  }

  private Team patched(Team team, JsonObject patch) {
    return team.with(
        patch.containsKey("name") ? Fields.name(patch, "name") : team.name(),
        Editing.of(patch.getString("editing", team.editing().word())),
        archivedAt(team, patch));
  }

  private @Nullable Instant archivedAt(Team team, JsonObject patch) {
    var before = team.archivedAt();
    if (!patch.getBoolean("archived", before != null)) {
      return null;
    }
    return before == null ? clock.instant() : before;
  }

  private Answer addMember(Call call) {
    requireRight(call);
    return transactions.run(
        call,
        transaction -> {
          var team = lock(transaction, call);
          var member =
              members
                  .find(transaction.connection(), team.workspaceId(), call.id("memberId"))
                  .filter(found -> found.removedAt() == null)
                  .orElseThrow(Problem::notFound);
          if (teams.addMember(transaction.connection(), team.id(), member.id(), clock.instant())) {
            teamMemberChanged(transaction, call, team, "team-member-added");
          }
          return Answer.done();
        });
  }

  private Answer removeMember(Call call) {
    requireRight(call);
    return transactions.run(
        call,
        transaction -> {
          var team = lock(transaction, call);
          var member =
              members
                  .find(transaction.connection(), team.workspaceId(), call.id("memberId"))
                  .orElseThrow(Problem::notFound);
          if (teams.removeMember(transaction.connection(), team.id(), member.id())) {
            teamMemberChanged(transaction, call, team, "team-member-removed");
          }
          return Answer.done();
        });
  }

  private Team lock(Transaction transaction, Call call) {
    return teams
        .lock(transaction.connection(), call.caller().workspaceId(), call.id("teamId"))
        .orElseThrow(Problem::notFound);
  }

  private static void teamMemberChanged(
      Transaction transaction, Call call, Team team, String kind) {
    happened(
        transaction,
        call,
        kind,
        Json.object("teamId", team.id(), "memberId", call.path("memberId")));
    transaction.accessChanged(AccessNews.ofWorkspace(team.workspaceId()));
  }

  private static void happened(
      Transaction transaction, Call call, String kind, JsonObject payload) {
    var caller = call.caller();
    transaction.happened(Streams.workspace(caller.workspaceId()), caller.memberId(), kind, payload);
  }

  private static void requireRight(Call call) {
    if (!Permissions.mayArrange(call.caller())) {
      throw Problem.forbidden("Viewers cannot change teams.");
    }
  }
}
