package dev.meridian.auth;

import dev.meridian.auth.token.Tokens;
import dev.meridian.http.Answer;
import dev.meridian.http.Call;
import dev.meridian.http.CallTransactions;
import dev.meridian.http.Json;
import dev.meridian.http.Routes;
import dev.meridian.http.limit.Limit;
import dev.meridian.http.limit.RateLimits;
import java.time.Duration;
import java.time.InstantSource;

/// Tickets let one socket in, for clients that cannot send the access token: used once, within 30
/// seconds.
public final class Tickets implements Routes {

  private static final Duration LIFETIME = Duration.ofSeconds(30);

  private final CallTransactions transactions;
  private final RateLimits rateLimits;
  private final Limit limit;
  private final InstantSource clock;

  public Tickets(
      CallTransactions transactions, RateLimits rateLimits, Limit limit, InstantSource clock) {
    this.transactions = transactions;
    this.rateLimits = rateLimits;
    this.limit = limit;
    this.clock = clock;
  }

  @Override
  public void mount(Operations operations) {
    operations.on("createTicket", this::create);
  }

  private Answer create(Call call) {
    rateLimits.spend(limit, "tickets", call.caller().memberId().toString());
    return transactions.run(
        call,
        transaction -> {
          var ticket = Tokens.random();
          var expiresAt = clock.instant().plus(LIFETIME);
          CallerStore.addTicket(
                  transaction.connection(), ticket, call.caller().signInId(), expiresAt)
              .await();
          return Answer.created(Json.object("ticket", ticket, "expiresAt", expiresAt));
        });
  }
}
