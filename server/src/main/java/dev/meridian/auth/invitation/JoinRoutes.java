package dev.meridian.auth.invitation;

import dev.meridian.auth.LinkStore;
import dev.meridian.auth.SignIns;
import dev.meridian.auth.SignedIn;
import dev.meridian.auth.password.Account;
import dev.meridian.auth.password.AccountStore;
import dev.meridian.auth.password.Credentials;
import dev.meridian.auth.password.Passwords;
import dev.meridian.db.PgProblems;
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
import dev.meridian.workspace.WorkspaceStore;
import dev.meridian.workspace.team.Team;
import dev.meridian.workspace.team.TeamStore;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.Optional;

/// The invited person's side of invitations: what is it for, and join, with a new account or with
/// the one that the e-mail has.
public final class JoinRoutes implements Routes {

  private final Pool pool;
  private final Transactions transactions;
  private final Credentials credentials;
  private final Passwords passwords;
  private final SignIns signIns;
  private final SignedIn signedIn;
  private final RateLimits rateLimits;
  private final Limit limit;
  private final InstantSource clock;
  private final InvitationStore invitations = new InvitationStore();
  private final AccountStore accounts = new AccountStore();
  private final MemberStore members = new MemberStore();
  private final LinkStore links = new LinkStore();
  private final WorkspaceStore workspaces = new WorkspaceStore();
  private final TeamStore teams = new TeamStore();

  public JoinRoutes(
      Pool pool,
      Transactions transactions,
      Credentials credentials,
      Passwords passwords,
      SignIns signIns,
      SignedIn signedIn,
      RateLimits rateLimits,
      Limit limit,
      InstantSource clock) {
    this.pool = pool;
    this.transactions = transactions;
    this.credentials = credentials;
    this.passwords = passwords;
    this.signIns = signIns;
    this.signedIn = signedIn;
    this.rateLimits = rateLimits;
    this.limit = limit;
    this.clock = clock;
  }

  @Override
  public void mount(Operations operations) {
    operations.on("previewInvitation", this::preview);
    operations.on("acceptInvitation", this::accept);
  }

  private Answer preview(Call call) {
    spend(call);
    var invitation = open(invitations.byToken(pool, call.json().getString("token")));
    var workspace = workspaces.find(pool, invitation.workspaceId()).orElseThrow();
    var inviter = members.byId(pool, invitation.invitedBy()).orElseThrow();
    return Answer.ok(
        Json.object(
            "workspaceName", workspace.name(),
            "role", invitation.role().word(),
            "invitedByName", inviter.name(),
            "email", invitation.emailKey(),
            "teamName", team(pool, invitation).map(Team::name).orElse(null),
            "expiresAt", invitation.expiresAt()));
  }

  /// The slow work with the password is done before the transaction, which looks again.
  private Answer accept(Call call) {
    spend(call);
    var body = call.json();
    var token = body.getString("token");
    var name = Fields.name(body, "name");
    var email = Fields.email(body, "email");
    var timeZone = Fields.timeZone(body, "timeZone");
    requireEmail(open(invitations.byToken(pool, token)), email);
    var existing = accounts.byEmail(pool, email);
    var account =
        existing.isPresent()
            ? credentials.check(call, email, body.getString("password"))
            : new Account(Uuid7.next(), email, passwords.hash(body.getString("password")), false);
    try {
      return transactions.run(transaction -> {
        var invitation = open(invitations.lock(transaction.connection(), token));
        if (existing.isEmpty()) {
          accounts.add(transaction.connection(), account, clock.instant());
        }
        return join(transaction, call, invitation, account, name, timeZone);
      });
    } catch (PgException failure) {
      throw told(failure);
    }
  }

  private Answer join(
      Transaction transaction,
      Call call,
      Invitation invitation,
      Account account,
      String name,
      String timeZone) {
    var connection = transaction.connection();
    var now = clock.instant();
    var member =
        new Member(
            Uuid7.next(),
            invitation.workspaceId(),
            account.id(),
            name,
            account.email(),
            invitation.role(),
            timeZone,
            account.installationAdmin(),
            now,
            null);
    members.add(connection, member);
    links.closeResetsOf(connection, account.id(), now);
    invitations.accept(connection, invitation.id(), member.id(), now);
    team(connection, invitation)
        .ifPresent(team -> teams.addMember(connection, team.id(), member.id(), now));
    var workspace = workspaces.find(connection, invitation.workspaceId()).orElseThrow();
    transaction.happened(
        Streams.workspace(workspace.id()),
        member.id(),
        "member-joined",
        Json.object(
            "memberId", member.id(),
            "role", member.role().word(),
            "invitationId", invitation.id()));
    var started = signIns.start(transaction, call, account.id(), member.id());
    return signedIn.answer(201, started, member, workspace);
  }

  private void spend(Call call) {
    rateLimits.spend(limit, "links-used", ClientAddress.limitKey(call.address()));
  }

  private Invitation open(Optional<Invitation> invitation) {
    return invitation
        .filter(found -> found.isOpen(clock.instant()))
        .orElseThrow(() ->
            new Problem(
                410,
                "invitation-expired",
                "This invitation was used, revoked or has expired; ask for another one."));
  }

  private static void requireEmail(Invitation invitation, String email) {
    var wanted = invitation.emailKey();
    if (wanted != null && !wanted.equals(Account.emailKey(email))) {
      throw Problem.field("email", "must be the one that was invited");
    }
  }

  /// The team that comes with the invitation, unless it was archived meanwhile.
  private Optional<Team> team(SqlClient client, Invitation invitation) {
    return Optional.ofNullable(invitation.teamId())
        .flatMap(id -> teams.find(client, invitation.workspaceId(), id))
        .filter(team -> team.archivedAt() == null);
  }

  private static RuntimeException told(PgException failure) {
    if (PgProblems.isDuplicate(failure, MemberStore.ONCE)) {
      return Problem.conflict("already-member", "You are a member of this workspace; sign in.");
    }
    if (PgProblems.isDuplicate(failure, AccountStore.ONE_PER_EMAIL)) {
      return Problem.conflict("email-taken", "This e-mail got an account just now; try again.");
    }
    return failure;
  }
}
