package dev.meridian.event;

import dev.meridian.bus.AccessNews;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/// The news about rights, kept for nodes that did not hear it.
final class AccessNewsStore {
  /// The head row is locked until the commit, so that the numbers become visible in their order.
  private static final String APPEND =
      """
      with head as (update access_head set seq = seq + 1 returning seq)
      insert into access_news (seq, message) select seq, $1 from head
      returning seq
      """;

  private static final String HEAD = "select seq from access_head";

  private static final String AFTER =
      """
      select access_head.seq as head, access_news.seq, access_news.message
      from access_head left join access_news on access_news.seq > $1
      order by access_news.seq limit 1000
      """;

  private AccessNewsStore() {}

  record Kept(long seq, AccessNews news) {}

  /// @param head number of the newest news there was; the kept ones may end before it
  record News(long head, List<Kept> kept) {
    /// Whether the next news after this number is not kept any more, or the numbers began anew.
    boolean misses(long seq) {
      return kept.isEmpty() ? head != seq : kept.getFirst().seq() != seq + 1;
    }
  }

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

  static Future<News> after(Pool pool, long seq) {
    return pool.preparedQuery(AFTER)
        .execute(Tuple.of(seq))
        .map(rows ->
            new News(
                rows.iterator().next().getLong("head"),
                rows.stream()
                    .filter(row -> row.getLong("seq") != null)
                    .map(AccessNewsStore::kept)
                    .toList()));
  }

  private static Kept kept(Row row) {
    return new Kept(row.getLong("seq"), AccessNews.read(Buffer.buffer(row.getString("message"))));
  }
}
