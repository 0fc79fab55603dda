package dev.meridian.auth.password;

import dev.meridian.auth.EndReason;
import dev.meridian.auth.LinkStore;
import dev.meridian.auth.SignIns;
import dev.meridian.auth.token.Tokens;
import dev.meridian.event.Streams;
import dev.meridian.http.Answer;
import dev.meridian.http.Call;
import dev.meridian.http.CallTransactions;
import dev.meridian.http.Json;
import dev.meridian.http.Problem;
import dev.meridian.http.Routes;
import dev.meridian.http.limit.ClientAddress;
import dev.meridian.http.limit.Limit;
import dev.meridian.http.limit.RateLimits;
import dev.meridian.workspace.MemberStore;
import dev.meridian.workspace.Permissions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Changing my password, and setting a new one with a link that an admin made.
public final class PasswordRoutes implements Routes {

  private static final Duration LINK_LIFETIME = Duration.ofDays(1);

  /// Limits of links: made by a member, used by an address.
  public record Limits(RateLimits rateLimits, Limit made, Limit used) {}

  private final CallTransactions transactions;
  private final Credentials credentials;
  private final Passwords passwords;
  private final SignIns signIns;
  private final Limits limits;
  private final Supplier<URI> publicUrl;
  private final InstantSource clock;
  private final AccountStore accounts = new AccountStore();
  private final MemberStore members = new MemberStore();
  private final ResetLinkStore links = new ResetLinkStore();
  private final LinkStore openLinks = new LinkStore();

  public PasswordRoutes(
      CallTransactions transactions,
      Credentials credentials,
      Passwords passwords,
      SignIns signIns,
      Limits limits,
      Supplier<URI> publicUrl,
      InstantSource clock) {
    this.transactions = transactions;
    this.credentials = credentials;
    this.passwords = passwords;
    this.signIns = signIns;
    this.limits = limits;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  @Override
  public void mount(Operations operations) {
    operations.on("changePassword", this::change);
    operations.on("createResetLink", this::createLink);
    operations.on("resetPassword", this::reset);
  }

  /// My other sign-ins end. A repetition comes with a password that is no longer the current one,
  /// so the first answer is looked for before.
  private Answer change(Call call) {
    return transactions.earlier(call).orElseGet(() -> changeOnce(call));
  }

  private Answer changeOnce(Call call) {
    var caller = call.caller();
    var account = credentials.checkOwn(call, "currentPassword");
    var hash = passwords.hash(call.json().getString("newPassword"));
    return transactions.run(
        call,
        transaction -> {
          var connection = transaction.connection();
          if (!accounts.replace(connection, account.id(), account.passwordHash(), hash)) {
            throw Problem.field("currentPassword", "is not your password");
          }
          openLinks.closeResetsOf(connection, account.id(), clock.instant());
          signIns.endAll(transaction, account.id(), caller.signInId(), EndReason.PASSWORD);
          transaction.happened(
              Streams.account(account.id()),
              caller.memberId(),
              "password-changed",
              new JsonObject());
          return Answer.done();
        });
  }

  private Answer createLink(Call call) {
    var caller = call.caller();
    if (!Permissions.mayAdminister(caller)) {
      throw Problem.forbidden("Only admins make reset links.");
    }
    limits.rateLimits().spend(limits.made(), "links-made", caller.memberId().toString());
    return transactions.run(
        call,
        transaction -> {
          var connection = transaction.connection();
          var member =
              members
                  .find(connection, caller.workspaceId(), call.id("memberId"))
                  .filter(found -> found.removedAt() == null)
                  .orElseThrow(Problem::notFound);
          int memberships = members.memberships(connection, member.accountId());
          if (!Permissions.mayResetPassword(caller, member, memberships)) {
            throw Problem.forbidden(
                "This account is not this workspace's alone; only an admin of the installation can"
                    + " make a link for it.");
          }
          var token = Tokens.random();
          var now = clock.instant();
          var expiresAt = now.plus(LINK_LIFETIME);
          links.add(connection, token, member.accountId(), caller.memberId(), now, expiresAt);
          transaction.happened(
              Streams.workspace(caller.workspaceId()),
              caller.memberId(),
              "reset-link-created",
              Json.object("memberId", member.id()));
          return Answer.created(
              Json.object(
                  "url", publicUrl.get() + "/reset#token=" + token,
                  "token", token,
                  "expiresAt", expiresAt));
        });
  }

  /// All sign-ins of the account end.
  private Answer reset(Call call) {
    limits.rateLimits().spend(limits.used(), "links-used", ClientAddress.limitKey(call.address()));
    var hash = passwords.hash(call.json().getString("password"));
    return transactions.run(
        call,
        transaction -> {
          var connection = transaction.connection();
          var accountId =
              links
                  .use(connection, call.json().getString("token"), clock.instant())
                  .orElseThrow(PasswordRoutes::deadLink);
          accounts.set(connection, accountId, hash);
          signIns.endAll(transaction, accountId, null, EndReason.PASSWORD);
          transaction.happened(
              Streams.account(accountId), null, "password-reset", new JsonObject());
          return Answer.done();
        });
  }

  private static Problem deadLink() {
    return new Problem(
        410, "link-expired", "This link was used or has expired; ask an admin for another one.");
  }
}
