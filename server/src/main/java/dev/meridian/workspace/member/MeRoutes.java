package dev.meridian.workspace.member;

import dev.meridian.event.Streams;
import dev.meridian.http.Answer;
import dev.meridian.http.Call;
import dev.meridian.http.CallTransactions;
import dev.meridian.http.Fields;
import dev.meridian.http.Json;
import dev.meridian.http.Problem;
import dev.meridian.http.Routes;
import dev.meridian.http.resource.Audience;
import dev.meridian.http.resource.Resource;
import dev.meridian.workspace.Caller;
import dev.meridian.workspace.Member;
import dev.meridian.workspace.MemberStore;
import dev.meridian.workspace.Workspace;
import dev.meridian.workspace.WorkspaceStore;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.util.HashSet;
import java.util.UUID;

/// Who I am, and where.
public final class MeRoutes implements Routes {

  private final Pool pool;
  private final CallTransactions transactions;
  private final MemberStore members = new MemberStore();
  private final WorkspaceStore workspaces = new WorkspaceStore();

  public MeRoutes(Pool pool, CallTransactions transactions) {
    this.pool = pool;
    this.transactions = transactions;
  }

  @Override
  public void mount(Operations operations) {
    operations.resource("getMe", Audience.MEMBER, this::get);
    operations.on("patchMe", this::patch);
  }

  /// Hangs on each workspace that I can choose, for its name, and on my account, which tells of a
  /// new one.
  private Resource get(Call call) {
    var caller = call.caller();
    var me = me(pool, caller);
    var hangsOn = new HashSet<String>();
    hangsOn.add(Streams.account(caller.accountId()));
    me.getJsonObject("workspaces")
        .fieldNames()
        .forEach(id -> hangsOn.add(Streams.workspace(UUID.fromString(id))));
    return Resource.of(me, hangsOn);
  }

  private Answer patch(Call call) {
    var caller = call.caller();
    return transactions.run(
        call,
        transaction -> {
          var connection = transaction.connection();
          workspaces.lock(connection, caller.workspaceId());
          call.requireMatch(me(connection, caller));
          var member = member(connection, caller);
          var patch = call.json();
          var patched =
              member.withSelf(
                  patch.containsKey("name") ? Fields.name(patch, "name") : member.name(),
                  patch.containsKey("timeZone")
                      ? Fields.timeZone(patch, "timeZone")
                      : member.timeZone());
          if (!patched.equals(member)) {
            members.update(connection, patched);
            transaction.happened(
                Streams.workspace(caller.workspaceId()),
                caller.memberId(),
                "member-changed",
                patch.copy().put("id", member.id().toString()));
          }
          return Answer.ok(me(connection, caller));
        });
  }

  private Member member(SqlClient client, Caller caller) {
    return members
        .find(client, caller.workspaceId(), caller.memberId())
        .orElseThrow(Problem::notFound);
  }

  private JsonObject me(SqlClient client, Caller caller) {
    var mine = workspaces.ofAccount(client, caller.accountId());
    return Json.object(
        "member", member(client, caller).toJson(),
        "workspace",
            workspaces.find(client, caller.workspaceId()).orElseThrow(Problem::notFound).toJson(),
        "workspaces", Json.keyed(mine, Workspace::id, Workspace::toChoice));
  }
}
