package dev.meridian.event;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.ZoneOffset;

/// Appends events. The head row of a stream is locked from the append until the commit, so that
/// sequence numbers have no gaps and become visible in order; append last and commit at once.
public final class EventStore {

  private static final String APPEND =
      """
      with head as (
        insert into event_head (stream, seq) values ($1, 1)
        on conflict (stream) do update set seq = event_head.seq + 1
        returning seq
      )
      insert into event (stream, seq, at, actor, kind, payload)
      select $1, seq, $2, $3, $4, $5 from head
      returning seq
      """;

  private final InstantSource clock;

  public EventStore(InstantSource clock) {
    this.clock = clock;
  }

  /// Appends in the caller's transaction; succeeds with the event's seq in its stream. Who appends
  /// to several streams does so in the order of their names. After the commit the caller publishes
  /// the news, as [Transactions] does.
  public Future<Long> append(SqlConnection connection, Event event) {
    return connection
        .preparedQuery(APPEND)
        .execute(
            Tuple.of(
                event.stream(),
                clock.instant().atOffset(ZoneOffset.UTC),
                event.actor(),
                event.kind(),
                event.payload()))
        .map(rows -> rows.iterator().next().getLong("seq"));
  }
}
