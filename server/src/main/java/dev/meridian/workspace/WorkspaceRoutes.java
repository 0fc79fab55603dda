package dev.meridian.workspace;

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
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/// The workspace itself: see it, rename it, make another.
public final class WorkspaceRoutes implements Routes {

  private final Pool pool;
  private final CallTransactions transactions;
  private final InstantSource clock;
  private final WorkspaceStore workspaces = new WorkspaceStore();
  private final MemberStore members = new MemberStore();

  public WorkspaceRoutes(Pool pool, CallTransactions transactions, InstantSource clock) {
    this.pool = pool;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void mount(Operations operations) {
    operations.resource("getWorkspace", Audience.WORKSPACE, this::get);
    operations.on("patchWorkspace", this::patch);
    operations.on("createWorkspace", this::create);
  }

  private Resource get(Call call) {
    var workspace = workspaces.find(pool, call.caller().workspaceId()).orElseThrow();
    return Resource.of(workspace.toJson(), Streams.workspace(workspace.id()));
  }

  private Answer patch(Call call) {
    var caller = call.caller();
    if (!Permissions.mayAdminister(caller)) {
      throw Problem.forbidden("Only admins change the workspace.");
    }
    return transactions.run(
        call,
        transaction -> {
          var connection = transaction.connection();
          workspaces.lock(connection, caller.workspaceId());
          var workspace = workspaces.find(connection, caller.workspaceId()).orElseThrow();
          call.requireMatch(workspace.toJson());
          var patched = patched(workspace, call.json());
          if (!patched.equals(workspace)) {
            workspaces.update(connection, patched);
            happened(transaction, call, workspace, "workspace-changed", call.json());
          }
          return Answer.ok(patched.toJson());
        });
  }

  private static Workspace patched(Workspace workspace, JsonObject patch) {
    return new Workspace(
        workspace.id(),
        patch.containsKey("name") ? Fields.name(patch, "name") : workspace.name(),
        patch.containsKey("timeZone") ? Fields.timeZone(patch, "timeZone") : workspace.timeZone(),
        workspace.createdAt());
  }

  /// Its maker is its first admin, under the name that he has here.
  private Answer create(Call call) {
    var caller = call.caller();
    if (!Permissions.mayMakeWorkspaces(caller)) {
      throw Problem.forbidden("Only an admin of the installation makes workspaces.");
    }
    var now = clock.instant();
    var workspace =
        new Workspace(
            Uuid7.next(),
            Fields.name(call.json(), "name"),
            Fields.timeZone(call.json(), "timeZone"),
            now);
    return transactions.run(
        call,
        transaction -> {
          var connection = transaction.connection();
          var here =
              members.find(connection, caller.workspaceId(), caller.memberId()).orElseThrow();
          var maker =
              new Member(
                  Uuid7.next(),
                  workspace.id(),
                  caller.accountId(),
                  here.name(),
                  here.email(),
                  Role.ADMIN,
                  here.timeZone(),
                  here.installationAdmin(),
                  now,
                  null);
          workspaces.add(connection, workspace);
          members.add(connection, maker);
          transaction.happened(
              Streams.INSTALLATION,
              caller.memberId(),
              "workspace-created",
              Json.object("workspaceId", workspace.id()));
          transaction.happened(
              Streams.account(caller.accountId()),
              caller.memberId(),
              "workspace-joined",
              Json.object("workspaceId", workspace.id()));
          happened(transaction, call, workspace, "workspace-created", workspace.toJson());
          happened(
              transaction,
              call,
              workspace,
              "member-joined",
              Json.object("memberId", maker.id(), "role", maker.role().word()));
          return Answer.created(
              Json.object("workspace", workspace.toJson(), "member", maker.toJson()));
        });
  }

  private static void happened(
      Transaction transaction, Call call, Workspace workspace, String kind, JsonObject payload) {
    transaction.happened(
        Streams.workspace(workspace.id()), call.caller().memberId(), kind, payload);
  }
}
