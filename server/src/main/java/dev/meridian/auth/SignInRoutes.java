package dev.meridian.auth;

import dev.meridian.event.Streams;
import dev.meridian.event.Transactions;
import dev.meridian.http.Answer;
import dev.meridian.http.Call;
import dev.meridian.http.Json;
import dev.meridian.http.Routes;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;

/// My sign-ins: see them, end one, end all.
public final class SignInRoutes implements Routes {

  private final Pool pool;
  private final Transactions transactions;
  private final SignIns signIns;

  public SignInRoutes(Pool pool, Transactions transactions, SignIns signIns) {
    this.pool = pool;
    this.transactions = transactions;
    this.signIns = signIns;
  }

  @Override
  public void mount(Operations operations) {
    operations.on("listSignIns", this::list);
    operations.on("endSignIn", this::end);
    operations.on("endAllSignIns", this::endAll);
  }

  private Answer list(Call call) {
    var caller = call.caller();
    var live = signIns.live(pool, caller.accountId());
    return Answer.ok(
        Json.object(
            "signIns",
            Json.keyed(
                live, SignIn::id, signIn -> signIn.toJson(signIn.id().equals(caller.signInId())))));
  }

  private Answer end(Call call) {
    var caller = call.caller();
    return transactions.run(transaction -> {
      signIns.end(transaction, caller.accountId(), caller.memberId(), call.id("signInId"));
      return Answer.done();
    });
  }

  private Answer endAll(Call call) {
    var caller = call.caller();
    return transactions.run(transaction -> {
      signIns.endAll(transaction, caller.accountId(), null, EndReason.SIGNED_OUT_EVERYWHERE);
      transaction.happened(
          Streams.account(caller.accountId()),
          caller.memberId(),
          "signed-out-everywhere",
          new JsonObject());
      return Answer.done();
    });
  }
}
