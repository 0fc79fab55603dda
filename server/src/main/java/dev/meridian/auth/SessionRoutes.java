package dev.meridian.auth;

import dev.meridian.auth.password.Account;
import dev.meridian.auth.password.AccountStore;
import dev.meridian.auth.password.Credentials;
import dev.meridian.event.Transactions;
import dev.meridian.http.Answer;
import dev.meridian.http.Call;
import dev.meridian.http.CallTransactions;
import dev.meridian.http.Fields;
import dev.meridian.http.Json;
import dev.meridian.http.Problem;
import dev.meridian.http.Routes;
import dev.meridian.workspace.Member;
import dev.meridian.workspace.MemberStore;
import dev.meridian.workspace.Workspace;
import dev.meridian.workspace.WorkspaceStore;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The session of a browser: sign in, refresh, switch the workspace, sign out.
public final class SessionRoutes implements Routes {

  private final Pool pool;
  private final Transactions transactions;
  private final CallTransactions callTransactions;
  private final Credentials credentials;
  private final SignIns signIns;
  private final SignedIn signedIn;
  private final RefreshCookie cookie;
  private final AccountStore accounts = new AccountStore();
  private final WorkspaceStore workspaces = new WorkspaceStore();
  private final MemberStore members = new MemberStore();

  public SessionRoutes(
      Pool pool,
      Transactions transactions,
      CallTransactions callTransactions,
      Credentials credentials,
      SignIns signIns,
      SignedIn signedIn,
      RefreshCookie cookie) {
    this.pool = pool;
    this.transactions = transactions;
    this.callTransactions = callTransactions;
    this.credentials = credentials;
    this.signIns = signIns;
    this.signedIn = signedIn;
    this.cookie = cookie;
  }

  @Override
  public void mount(Operations operations) {
    operations.on("signIn", this::signIn);
    operations.on("refreshSession", this::refresh);
    operations.on("switchWorkspace", this::switchWorkspace);
    operations.on("signOut", this::signOut);
  }

  private Answer signIn(Call call) {
    var email = Fields.email(call.json(), "email");
    var account = credentials.check(call, email, call.json().getString("password"));
    var choices = workspaces.ofAccount(pool, account.id());
    return choose(choices, call.idInBody("workspaceId"))
        .map(workspace -> signIn(call, account, workspace))
        .orElseGet(() -> choice(choices));
  }

  /// Empty when there is a choice to make.
  ///
  /// @throws Problem 403 when there is nothing to choose from
  private static Optional<Workspace> choose(List<Workspace> choices, @Nullable UUID wanted) {
    if (choices.isEmpty()) {
      throw Problem.forbidden("You are not a member of any workspace any more.");
    }
    if (wanted == null) {
      return choices.size() == 1 ? Optional.of(choices.getFirst()) : Optional.empty();
    }
    return Optional.of(
        choices.stream()
            .filter(workspace -> workspace.id().equals(wanted))
            .findFirst()
            .orElseThrow(Problem::notFound));
  }

  private static Answer choice(List<Workspace> choices) {
    return Answer.ok(
        Json.object("workspaces", Json.keyed(choices, Workspace::id, Workspace::toChoice)));
  }

  private Answer signIn(Call call, Account account, Workspace workspace) {
    return transactions.run(transaction -> {
      var connection = transaction.connection();
      if (!accounts.stillHas(connection, account.id(), account.passwordHash())) {
        throw Problem.unauthenticated();
      }
      var member = memberOf(connection, workspace.id(), account.id());
      var started = signIns.start(transaction, call, account.id(), member.id());
      return signedIn.answer(200, started, member, workspace);
    });
  }

  private Member memberOf(SqlClient client, UUID workspaceId, UUID accountId) {
    return members.ofAccount(client, workspaceId, accountId).orElseThrow(Problem::notFound);
  }

  /// What a stolen token does to its sign-in stays done, though the answer is a problem.
  private Answer refresh(Call call) {
    var token = RefreshCookie.in(call);
    if (token == null) {
      throw Problem.unauthenticated();
    }
    return switch (transactions.run(transaction -> signIns.refresh(transaction, token))) {
      case SignIns.Refreshed.Next next -> refreshed(next);
      case SignIns.Refreshed.Refused refused -> throw refused.problem().withCookie(cookie.gone());
    };
  }

  private Answer refreshed(SignIns.Refreshed.Next next) {
    var member =
        members
            .byId(pool, next.memberId())
            .filter(found -> found.removedAt() == null)
            .orElseThrow(() -> Problem.unauthenticated().withCookie(cookie.gone()));
    var workspace = workspaces.find(pool, member.workspaceId()).orElseThrow();
    var started = new SignIns.Started(next.signInId(), next.refreshToken());
    return signedIn.answer(200, started, member, workspace);
  }

  /// The sign-in moves; access tokens from before it are void.
  private Answer switchWorkspace(Call call) {
    var caller = call.caller();
    var wanted = call.idInBody("workspaceId");
    if (wanted == null) {
      throw Problem.field("workspaceId", "is missing");
    }
    return callTransactions.run(
        call,
        transaction -> {
          var connection = transaction.connection();
          var member = memberOf(connection, wanted, caller.accountId());
          var workspace = workspaces.find(connection, wanted).orElseThrow(Problem::notFound);
          signIns.move(transaction, caller.signInId(), member);
          return Answer.ok(signedIn.body(caller.signInId(), member, workspace));
        });
  }

  private Answer signOut(Call call) {
    var token = RefreshCookie.in(call);
    if (token != null) {
      transactions.run(transaction -> {
        signIns.signOut(transaction, token);
        return true;
      });
    }
    return Answer.done().withCookie(cookie.gone());
  }
}
