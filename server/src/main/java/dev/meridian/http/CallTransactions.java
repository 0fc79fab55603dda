package dev.meridian.http;

import dev.meridian.event.IdempotencyKey;
import dev.meridian.event.IdempotencyStore;
import dev.meridian.event.Transaction;
import dev.meridian.event.Transactions;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Runs the one transaction of a call; under an Idempotency-Key at most once, and then with the
/// first answer again.
public final class CallTransactions {

  private final Transactions transactions;
  private final Pool pool;
  private final IdempotencyStore kept = new IdempotencyStore();
  private final InstantSource clock;

  public CallTransactions(Transactions transactions, Pool pool, InstantSource clock) {
    this.transactions = transactions;
    this.pool = pool;
    this.clock = clock;
  }

  /// Called on virtual threads. A [Problem] that the work throws rolls all back, the key too.
  public Answer run(Call call, Function<Transaction, Answer> work) {
    var key = call.idempotencyKey();
    if (key == null) {
      return transactions.run(work);
    }
    return transactions.run(transaction -> once(transaction, key, work));
  }

  /// The first answer, when the call repeats one. For commands that have to look before they begin
  /// their transaction.
  public Optional<Answer> earlier(Call call) {
    var key = call.idempotencyKey();
    return key == null ? Optional.empty() : kept.find(pool, key).map(it -> answer(it, key));
  }

  private Answer once(
      Transaction transaction, IdempotencyKey key, Function<Transaction, Answer> work) {
    var connection = transaction.connection();
    if (!kept.claim(connection, key, clock.instant())) {
      return kept.find(connection, key).map(it -> answer(it, key)).orElseThrow();
    }
    var answer = work.apply(transaction);
    var body = answer.body();
    kept.complete(connection, key, answer.status(), body == null ? null : body.toBuffer());
    return answer;
  }

  private static Answer answer(IdempotencyStore.Kept kept, IdempotencyKey key) {
    if (!kept.requestHash().equals(key.requestHash())) {
      throw new Problem(
          422, "idempotency-key-reused", "This Idempotency-Key was used for another request.");
    }
    var body = kept.body();
    return new Answer(kept.status(), body == null ? null : body.toJsonObject(), false, List.of());
  }
}
