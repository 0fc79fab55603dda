package dev.meridian.event;

import dev.meridian.bus.AccessNews;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/// The news about rights, kept for nodes that did not hear it.
final class AccessNewsStore {
  static final int MAX_READ = 1_000;

  /// The head row is locked until the commit, so that the numbers become visible in their order.
  private static final String APPEND =
      """
      with head as (update access_head set seq = seq + 1 returning seq)
      insert into access_news (seq, message) select seq, $1 from head
      returning seq
      """;

  private static final String HEAD = "select seq from access_head";

  private static final String AFTER =
      "select seq, message from access_news where seq > $1 order by seq limit " + MAX_READ;

  private AccessNewsStore() {}

  record Kept(long seq, AccessNews news) {}

  /// Succeeds with the number of the news.
  static Future<Long> append(SqlConnection connection, AccessNews news) {
    return connection
        .preparedQuery(APPEND)
        .execute(Tuple.of(news.write().toString()))
        .map(rows -> rows.iterator().next().getLong("seq"));
  }

  static Future<Long> head(Pool pool) {
    return pool.query(HEAD).execute().map(rows -> rows.iterator().next().getLong("seq"));
  }

  static Future<List<Kept>> after(Pool pool, long seq) {
    return pool.preparedQuery(AFTER)
        .execute(Tuple.of(seq))
        .map(rows ->
            rows.stream()
                .map(row ->
                    new Kept(
                        row.getLong("seq"),
                        AccessNews.read(Buffer.buffer(row.getString("message")))))
                .toList());
  }
}
