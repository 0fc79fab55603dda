package dev.meridian.auth.setup;

import dev.meridian.auth.SignIns;
import dev.meridian.auth.SignedIn;
import dev.meridian.auth.password.Account;
import dev.meridian.auth.password.AccountStore;
import dev.meridian.auth.password.Passwords;
import dev.meridian.db.Uuid7;
import dev.meridian.event.Streams;
import dev.meridian.event.Transaction;
import dev.meridian.event.Transactions;
import dev.meridian.http.Answer;
import dev.meridian.http.Call;
import dev.meridian.http.Fields;
import dev.meridian.http.Json;
import dev.meridian.http.Problem;
import dev.meridian.http.Routes;
import dev.meridian.http.limit.ClientAddress;
import dev.meridian.http.limit.Limit;
import dev.meridian.http.limit.RateLimits;
import dev.meridian.workspace.Member;
import dev.meridian.workspace.MemberStore;
import dev.meridian.workspace.Role;
import dev.meridian.workspace.Workspace;
import dev.meridian.workspace.WorkspaceStore;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/// The first set-up: a workspace and its admin, who is the installation's admin too. Works once.
public final class SetupRoutes implements Routes {

  private final Pool pool;
  private final Transactions transactions;
  private final Passwords passwords;
  private final SignIns signIns;
  private final SignedIn signedIn;
  private final RateLimits rateLimits;
  private final Limit limit;
  private final InstantSource clock;
  private final InstallationStore installation = new InstallationStore();
  private final AccountStore accounts = new AccountStore();
  private final WorkspaceStore workspaces = new WorkspaceStore();
  private final MemberStore members = new MemberStore();

  public SetupRoutes(
      Pool pool,
      Transactions transactions,
      Passwords passwords,
      SignIns signIns,
      SignedIn signedIn,
      RateLimits rateLimits,
      Limit limit,
      InstantSource clock) {
    this.pool = pool;
    this.transactions = transactions;
    this.passwords = passwords;
    this.signIns = signIns;
    this.signedIn = signedIn;
    this.rateLimits = rateLimits;
    this.limit = limit;
    this.clock = clock;
  }

  @Override
  public void mount(Operations operations) {
    operations.on("getInstallation", _ -> installation());
    operations.on("setUp", this::setUp);
  }

  private Answer installation() {
    var version = SetupRoutes.class.getPackage().getImplementationVersion();
    return Answer.ok(
        Json.object(
            "setUp", installation.isSetUp(pool), "version", version == null ? "dev" : version));
  }

  private Answer setUp(Call call) {
    rateLimits.spend(limit, "set-ups", ClientAddress.limitKey(call.address()));
    var body = call.json();
    var now = clock.instant();
    var workspace =
        new Workspace(
            Uuid7.next(),
            Fields.name(body, "workspaceName"),
            Fields.timeZone(body, "timeZone"),
            now);
    var name = Fields.name(body, "name");
    var email = Fields.email(body, "email");
    var hash = passwords.hash(body.getString("password"));
    var account = new Account(Uuid7.next(), email, hash, true);
    var member =
        new Member(
            Uuid7.next(),
            workspace.id(),
            account.id(),
            name,
            email,
            Role.ADMIN,
            workspace.timeZone(),
            true,
            now,
            null);
    return transactions.run(transaction -> {
      claim(transaction, body.getString("setupToken"));
      accounts.add(transaction.connection(), account, now);
      workspaces.add(transaction.connection(), workspace);
      members.add(transaction.connection(), member);
      tell(transaction, workspace, member);
      var started = signIns.start(transaction, call, account.id(), member.id());
      return signedIn.answer(201, started, member, workspace);
    });
  }

  private void claim(Transaction transaction, String token) {
    if (installation.setUp(transaction.connection(), token, clock.instant())) {
      return;
    }
    throw installation.isSetUp(transaction.connection())
        ? Problem.conflict("already-set-up", "This installation is set up; sign in.")
        : new Problem(
            403,
            "wrong-setup-token",
            "This is not the set-up link of the last start; see the log.");
  }

  private static void tell(Transaction transaction, Workspace workspace, Member member) {
    transaction.happened(
        Streams.INSTALLATION,
        member.id(),
        "workspace-created",
        Json.object("workspaceId", workspace.id()));
    transaction.happened(
        Streams.workspace(workspace.id()), member.id(), "workspace-created", workspace.toJson());
    transaction.happened(
        Streams.workspace(workspace.id()),
        member.id(),
        "member-joined",
        Json.object("memberId", member.id(), "role", member.role().word()));
  }
}
