package dev.meridian.event;

import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Set;

/// How far the streams of events go.
public final class EventHeadStore implements StreamHeads {

  private static final String HEADS = "select stream, seq from event_head where stream = any($1)";

  private final Pool pool;

  public EventHeadStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Map<String, Long>> read(Set<String> streams) {
    return pool.preparedQuery(HEADS)
        .execute(Tuple.tuple().addArrayOfString(streams.toArray(String[]::new)))
        .map(rows ->
            rows.stream()
                .collect(toMap(row -> row.getString("stream"), row -> row.getLong("seq"))));
  }
}
