package dev.meridian.auth;

import dev.meridian.auth.token.RefreshTokens;
import dev.meridian.auth.token.Tokens;
import dev.meridian.bus.AccessNews;
import dev.meridian.db.Uuid7;
import dev.meridian.event.Streams;
import dev.meridian.event.Transaction;
import dev.meridian.http.Call;
import dev.meridian.http.Json;
import dev.meridian.http.Problem;
import dev.meridian.workspace.Member;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The life of a sign-in. In a command's transaction, on its virtual thread.
///
/// ```
/// start ─→ live ─refresh→ live                       (the successor of the token)
///          live ─refresh with a used token→ live     (within the grace: the same successor)
///          live ─refresh with a used token→ ended    (after it: the token was stolen)
///          live ─sign-out, new password, removal→ ended
/// ```
public final class SignIns {

  private static final int LONGEST_USER_AGENT = 300;

  /// A sign-in and the token that refreshes it next.
  public record Started(UUID signInId, String refreshToken) {}

  /// What a refresh comes to; a reuse must be committed before it is refused.
  sealed interface Refreshed {
    record Next(UUID signInId, UUID memberId, String refreshToken) implements Refreshed {}

    record Refused(Problem problem) implements Refreshed {}
  }

  private final SignInStore store = new SignInStore();
  private final RefreshTokens tokens;
  private final Duration lifetime;
  private final InstantSource clock;

  /// @param lifetime of a sign-in since its last refresh
  public SignIns(RefreshTokens tokens, Duration lifetime, InstantSource clock) {
    this.tokens = tokens;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  public Started start(Transaction transaction, Call call, UUID accountId, UUID memberId) {
    var now = clock.instant();
    var userAgent = call.header("User-Agent");
    var signIn =
        new SignIn(
            Uuid7.next(),
            accountId,
            memberId,
            now,
            now,
            now.plus(lifetime),
            userAgent == null
                ? null
                : userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT)),
            call.address(),
            null);
    store.add(transaction.connection(), signIn);
    var token = Tokens.random();
    store.addToken(transaction.connection(), signIn.id(), token, now);
    happened(transaction, accountId, memberId, "signed-in", signIn.id());
    return new Started(signIn.id(), token);
  }

  Refreshed refresh(Transaction transaction, String token) {
    var now = clock.instant();
    var connection = transaction.connection();
    var before = store.findToken(connection, token);
    if (before.isEmpty()) {
      return new Refreshed.Refused(Problem.unauthenticated());
    }
    var signIn = store.lock(connection, before.get().signInId()).orElseThrow();
    if (!signIn.isLive(now)) {
      return new Refreshed.Refused(Problem.unauthenticated());
    }
    // read again: another tab may have used it while this one waited
    var usedAt = store.findToken(connection, token).orElseThrow().usedAt();
    if (usedAt != null && now.isAfter(usedAt.plus(RefreshTokens.GRACE))) {
      store.end(connection, signIn.accountId(), signIn.id(), now, EndReason.REUSE);
      ended(transaction, signIn, "refresh-token-reused");
      return new Refreshed.Refused(reused());
    }
    var successor = tokens.successor(token);
    if (usedAt == null) {
      store.useToken(connection, token, now);
      store.addToken(connection, signIn.id(), successor, now);
      store.use(connection, signIn.id(), now, now.plus(lifetime));
    }
    return new Refreshed.Next(signIn.id(), signIn.memberId(), successor);
  }

  private static Problem reused() {
    return new Problem(
        401,
        "refresh-token-reused",
        "This sign-in was ended, for somebody used an old token of it.");
  }

  /// Ends the sign-in that the refresh token belongs to, if there is one.
  void signOut(Transaction transaction, String token) {
    var connection = transaction.connection();
    store
        .findToken(connection, token)
        .flatMap(found -> store.lock(connection, found.signInId()))
        .ifPresent(signIn -> {
          if (store.end(
              connection, signIn.accountId(), signIn.id(), clock.instant(), EndReason.SIGNED_OUT)) {
            ended(transaction, signIn, "signed-out");
          }
        });
  }

  /// @throws Problem 404 when the account has no such sign-in
  void end(Transaction transaction, UUID accountId, UUID actor, UUID signInId) {
    if (!store.end(
        transaction.connection(), accountId, signInId, clock.instant(), EndReason.SIGNED_OUT)) {
      throw Problem.notFound();
    }
    transaction.accessChanged(AccessNews.ofSignIn(signInId));
    happened(transaction, accountId, actor, "signed-out", signInId);
  }

  /// @param except lasts on; null = none
  public void endAll(
      Transaction transaction, UUID accountId, @Nullable UUID except, EndReason reason) {
    store.endAll(transaction.connection(), accountId, except, clock.instant(), reason);
    transaction.accessChanged(AccessNews.ofAccount(accountId));
  }

  public void endOfMember(Transaction transaction, Member member) {
    store.endOfMember(transaction.connection(), member.id(), clock.instant(), EndReason.REMOVED);
    transaction.accessChanged(AccessNews.ofAccount(member.accountId()));
  }

  /// Continues the sign-in in another workspace.
  void move(Transaction transaction, UUID signInId, Member to) {
    if (!store.move(transaction.connection(), signInId, to.id())) {
      throw Problem.unauthenticated();
    }
    transaction.accessChanged(AccessNews.ofSignIn(signInId));
  }

  List<SignIn> live(SqlClient client, UUID accountId) {
    return store.live(client, accountId, clock.instant());
  }

  private static void ended(Transaction transaction, SignIn signIn, String kind) {
    transaction.accessChanged(AccessNews.ofSignIn(signIn.id()));
    happened(transaction, signIn.accountId(), signIn.memberId(), kind, signIn.id());
  }

  private static void happened(
      Transaction transaction, UUID accountId, UUID actor, String kind, UUID signInId) {
    JsonObject payload = Json.object("signInId", signInId);
    transaction.happened(Streams.account(accountId), actor, kind, payload);
  }
}
