package dev.meridian.workspace.member;

import dev.meridian.auth.LinkStore;
import dev.meridian.auth.SignIns;
import dev.meridian.bus.AccessNews;
import dev.meridian.event.Streams;
import dev.meridian.event.Transaction;
import dev.meridian.http.Answer;
import dev.meridian.http.Call;
import dev.meridian.http.CallTransactions;
import dev.meridian.http.Json;
import dev.meridian.http.Problem;
import dev.meridian.http.Routes;
import dev.meridian.http.resource.Audience;
import dev.meridian.http.resource.Resource;
import dev.meridian.workspace.Member;
import dev.meridian.workspace.MemberStore;
import dev.meridian.workspace.Permissions;
import dev.meridian.workspace.Role;
import dev.meridian.workspace.WorkspaceStore;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/// Members: see them, change their roles, remove them. A workspace always keeps an admin; changes
/// of members take turns by locking the workspace.
public final class MemberRoutes implements Routes {

  private final Pool pool;
  private final CallTransactions transactions;
  private final SignIns signIns;
  private final InstantSource clock;
  private final MemberStore members = new MemberStore();
  private final WorkspaceStore workspaces = new WorkspaceStore();
  private final LinkStore links = new LinkStore();

  public MemberRoutes(
      Pool pool, CallTransactions transactions, SignIns signIns, InstantSource clock) {
    this.pool = pool;
    this.transactions = transactions;
    this.signIns = signIns;
    this.clock = clock;
  }

  @Override
  public void mount(Operations operations) {
    operations.resource("listMembers", Audience.WORKSPACE, this::list);
    operations.resource("getMember", Audience.WORKSPACE, this::get);
    operations.on("patchMember", this::patch);
    operations.on("removeMember", this::remove);
  }

  private Resource list(Call call) {
    var workspaceId = call.caller().workspaceId();
    var all = members.all(pool, workspaceId);
    return Resource.of(
        Json.object("members", Json.keyed(all, Member::id, Member::toJson)),
        Streams.workspace(workspaceId));
  }

  private Resource get(Call call) {
    var workspaceId = call.caller().workspaceId();
    return members
        .find(pool, workspaceId, call.id("memberId"))
        .map(member -> Resource.of(member.toJson(), Streams.workspace(workspaceId)))
        .orElseThrow(Problem::notFound);
  }

  private Answer patch(Call call) {
    return transactions.run(
        call,
        transaction -> {
          var member = lock(transaction, call);
          call.requireMatch(member.toJson());
          var patched =
              member.withRole(Role.of(call.json().getString("role", member.role().word())));
          if (!patched.equals(member)) {
            requireOtherAdmin(transaction, member);
            members.update(transaction.connection(), patched);
            if (patched.role() != Role.ADMIN) {
              links.closeMadeBy(transaction.connection(), member.id(), clock.instant());
            }
            happened(
                transaction,
                call,
                "member-role-changed",
                Json.object("memberId", member.id(), "role", patched.role().word()));
            transaction.accessChanged(AccessNews.ofAccount(member.accountId()));
          }
          return Answer.ok(patched.toJson());
        });
  }

  /// What he wrote stays; his sign-ins here end.
  private Answer remove(Call call) {
    return transactions.run(
        call,
        transaction -> {
          var member = lock(transaction, call);
          requireOtherAdmin(transaction, member);
          members.remove(transaction.connection(), member.id(), clock.instant());
          links.closeMadeBy(transaction.connection(), member.id(), clock.instant());
          signIns.endOfMember(transaction, member);
          happened(transaction, call, "member-removed", Json.object("memberId", member.id()));
          return Answer.done();
        });
  }

  /// The member that the path names, with the workspace held until the commit. The caller's own
  /// role is looked at again, for it may have changed while he waited.
  private Member lock(Transaction transaction, Call call) {
    var caller = call.caller();
    var connection = transaction.connection();
    workspaces.lock(connection, caller.workspaceId());
    var member =
        members
            .find(connection, caller.workspaceId(), call.id("memberId"))
            .filter(found -> found.removedAt() == null)
            .orElseThrow(Problem::notFound);
    boolean stillAdmin =
        members
            .find(connection, caller.workspaceId(), caller.memberId())
            .filter(self -> self.role() == Role.ADMIN && self.removedAt() == null)
            .isPresent();
    if (!stillAdmin || !Permissions.mayChangeMember(caller, member)) {
      throw Problem.forbidden(
          "Only admins change members; admins of the installation only their like.");
    }
    return member;
  }

  private void requireOtherAdmin(Transaction transaction, Member member) {
    if (member.role() == Role.ADMIN
        && members.otherAdmins(transaction.connection(), member.workspaceId(), member.id()) == 0) {
      throw Problem.conflict("last-admin", "The workspace would have no admin any more.");
    }
  }

  private static void happened(
      Transaction transaction, Call call, String kind, JsonObject payload) {
    var caller = call.caller();
    transaction.happened(Streams.workspace(caller.workspaceId()), caller.memberId(), kind, payload);
  }
}
