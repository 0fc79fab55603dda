package dev.meridian.event;

import dev.meridian.db.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answers to commands that were sent under an Idempotency-Key, kept for a day.
public final class IdempotencyStore {

  private static final String CLAIM =
      """
      insert into idempotency_key (owner, key_hash, request_hash, status, at)
      values ($1, $2, $3, 0, $4)
      on conflict do nothing
      """;

  private static final String FIND =
      """
      select request_hash, status, answer from idempotency_key where owner = $1 and key_hash = $2
      """;

  private static final String COMPLETE =
      """
      update idempotency_key set status = $3, answer = $4 where owner = $1 and key_hash = $2
      """;

  /// A first answer.
  ///
  /// @param body JSON; null = none
  public record Kept(Buffer requestHash, int status, @Nullable Buffer body) {}

  /// Whether the key is new. Waits for another command that runs under the same key.
  public boolean claim(SqlClient client, IdempotencyKey key, Instant now) {
    return Sql.change(client, CLAIM, key.owner(), key.keyHash(), key.requestHash(), now) == 1;
  }

  public Optional<Kept> find(SqlClient client, IdempotencyKey key) {
    return Sql.first(client, FIND, row -> kept(row, key), key.owner(), key.keyHash());
  }

  public void complete(SqlClient client, IdempotencyKey key, int status, @Nullable Buffer body) {
    var sealed = body == null ? null : new Seal(key.key()).close(body);
    Sql.change(client, COMPLETE, key.owner(), key.keyHash(), status, sealed);
  }

  private static Kept kept(Row row, IdempotencyKey key) {
    var sealed = row.getBuffer("answer");
    return new Kept(
        row.getBuffer("request_hash"),
        row.getInteger("status"),
        sealed == null ? null : new Seal(key.key()).open(sealed));
  }
}
