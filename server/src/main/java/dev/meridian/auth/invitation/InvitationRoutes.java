package dev.meridian.auth.invitation;

import dev.meridian.auth.password.Account;
import dev.meridian.auth.token.Tokens;
import dev.meridian.db.Uuid7;
import dev.meridian.event.Streams;
import dev.meridian.http.Answer;
import dev.meridian.http.Call;
import dev.meridian.http.CallTransactions;
import dev.meridian.http.Fields;
import dev.meridian.http.Json;
import dev.meridian.http.Problem;
import dev.meridian.http.Routes;
import dev.meridian.http.limit.Limit;
import dev.meridian.http.limit.RateLimits;
import dev.meridian.http.resource.Audience;
import dev.meridian.http.resource.Resource;
import dev.meridian.workspace.Permissions;
import dev.meridian.workspace.Role;
import dev.meridian.workspace.team.TeamStore;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An admin's side of invitations: make, list, revoke.
public final class InvitationRoutes implements Routes {

  private static final int DEFAULT_HOURS = 168;

  private final Pool pool;
  private final CallTransactions transactions;
  private final RateLimits rateLimits;
  private final Limit limit;
  private final Supplier<URI> publicUrl;
  private final InstantSource clock;
  private final InvitationStore invitations = new InvitationStore();
  private final TeamStore teams = new TeamStore();

  public InvitationRoutes(
      Pool pool,
      CallTransactions transactions,
      RateLimits rateLimits,
      Limit limit,
      Supplier<URI> publicUrl,
      InstantSource clock) {
    this.pool = pool;
    this.transactions = transactions;
    this.rateLimits = rateLimits;
    this.limit = limit;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  @Override
  public void mount(Operations operations) {
    operations.resource("listInvitations", Audience.ROLE, this::list);
    operations.on("createInvitation", this::create);
    operations.on("revokeInvitation", this::revoke);
  }

  private Resource list(Call call) {
    requireAdmin(call);
    var workspaceId = call.caller().workspaceId();
    var all = invitations.all(pool, workspaceId);
    return Resource.of(
        Json.object("invitations", Json.keyed(all, Invitation::id, Invitation::toJson)),
        Streams.workspace(workspaceId));
  }

  private Answer create(Call call) {
    requireAdmin(call);
    rateLimits.spend(limit, "links-made", call.caller().memberId().toString());
    var caller = call.caller();
    var body = call.json();
    var emailKey = body.containsKey("email") ? Account.emailKey(Fields.email(body, "email")) : null;
    var hours = Duration.ofHours(body.getInteger("expiresInHours", DEFAULT_HOURS));
    return transactions.run(
        call,
        transaction -> {
          var connection = transaction.connection();
          var teamId = team(connection, caller.workspaceId(), call.idInBody("teamId"));
          var now = clock.instant();
          var invitation =
              new Invitation(
                  Uuid7.next(),
                  caller.workspaceId(),
                  Role.of(body.getString("role")),
                  emailKey,
                  teamId,
                  caller.memberId(),
                  now,
                  now.plus(hours),
                  null,
                  null,
                  null);
          var token = Tokens.random();
          invitations.add(connection, invitation, token);
          transaction.happened(
              Streams.workspace(caller.workspaceId()),
              caller.memberId(),
              "invitation-created",
              invitation.toJson());
          return Answer.created(
              Json.object(
                  "invitation",
                  invitation.toJson(),
                  "token",
                  token,
                  "url",
                  publicUrl.get() + "/join#token=" + token));
        });
  }

  private @Nullable UUID team(SqlClient client, UUID workspaceId, @Nullable UUID teamId) {
    if (teamId == null) {
      return null;
    }
    return teams
        .find(client, workspaceId, teamId)
        .filter(team -> team.archivedAt() == null)
        .map(team -> team.id())
        .orElseThrow(() -> Problem.field("teamId", "names no team that is here"));
  }

  /// Revoking twice is harmless.
  private Answer revoke(Call call) {
    requireAdmin(call);
    var caller = call.caller();
    var id = call.id("invitationId");
    return transactions.run(
        call,
        transaction -> {
          var connection = transaction.connection();
          if (!invitations.exists(connection, caller.workspaceId(), id)) {
            throw Problem.notFound();
          }
          if (invitations.revoke(connection, caller.workspaceId(), id, clock.instant())) {
            transaction.happened(
                Streams.workspace(caller.workspaceId()),
                caller.memberId(),
                "invitation-revoked",
                Json.object("invitationId", id));
          }
          return Answer.done();
        });
  }

  private static void requireAdmin(Call call) {
    if (!Permissions.mayAdminister(call.caller())) {
      throw Problem.forbidden("Only admins see and make invitations.");
    }
  }
}
