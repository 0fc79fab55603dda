package dev.meridian.auth;

import dev.meridian.auth.token.AccessTokens;
import dev.meridian.bus.AccessNews;
import dev.meridian.bus.Bus;
import dev.meridian.http.Problem;
import dev.meridian.workspace.Caller;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Keeps on this node who each sign-in is, until news says to look again, or a minute has passed in
/// case the news was lost.
public final class NodeAuthenticator implements Authenticator {

  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final int MANY = 20_000;

  private record Entry(Future<Optional<CallerStore.Known>> known, Instant loadedAt) {}

  private final AccessTokens accessTokens;
  private final CallerStore callers;
  private final InstantSource clock;
  private final Map<UUID, Entry> bySignIn = new ConcurrentHashMap<>();

  public NodeAuthenticator(AccessTokens accessTokens, Pool pool, Bus bus, InstantSource clock) {
    this.accessTokens = accessTokens;
    this.callers = new CallerStore(pool);
    this.clock = clock;
    bus.subscribe(Bus.ACCESS, message -> forget(AccessNews.read(message)));
  }

  @Override
  public Future<Caller> byAccessToken(String jwt) {
    return accessTokens
        .verify(jwt)
        .compose(claims ->
            current(claims.signInId())
                .map(caller ->
                    caller
                        .filter(it -> it.memberId().equals(claims.memberId()))
                        .orElseThrow(Problem::unauthenticated)));
  }

  @Override
  public Future<Caller> byTicket(String ticket) {
    return callers
        .useTicket(ticket)
        .map(used ->
            used.filter(it -> it.expiresAt().isAfter(clock.instant()))
                .orElseThrow(Problem::unauthenticated))
        .compose(used -> current(used.signInId()))
        .map(caller -> caller.orElseThrow(Problem::unauthenticated));
  }

  @Override
  public Future<Optional<Caller>> current(UUID signInId) {
    var now = clock.instant();
    var entry =
        bySignIn.compute(
            signInId,
            (_, before) ->
                before == null
                        || before.known().failed()
                        || before.loadedAt().plus(FRESH).isBefore(now)
                    ? new Entry(callers.find(signInId), now)
                    : before);
    if (bySignIn.size() > MANY) {
      bySignIn.clear();
    }
    return entry
        .known()
        .map(known ->
            known.filter(it -> it.expiresAt().isAfter(now)).map(CallerStore.Known::caller));
  }

  /// What is being read at the moment is forgotten too: it may be from before the change.
  private void forget(AccessNews news) {
    var signInId = news.signInId();
    if (signInId != null) {
      bySignIn.remove(signInId);
    } else {
      bySignIn.values().removeIf(entry -> concerns(news).test(entry));
    }
  }

  private static Predicate<Entry> concerns(AccessNews news) {
    return entry ->
        !entry.known().succeeded()
            || entry
                .known()
                .result()
                .map(CallerStore.Known::caller)
                .filter(caller ->
                    news.concerns(caller.workspaceId(), caller.accountId(), caller.signInId()))
                .isPresent();
  }
}
