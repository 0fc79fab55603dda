package dev.meridian.db;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Statements in a command: they await, so they are called on virtual threads only.
public final class Sql {

  private Sql() {}

  /// The rows, mapped.
  public static <T> List<T> all(
      SqlClient client, String sql, Function<Row, T> mapper, @Nullable Object... values) {
    return run(client, sql, values).stream().map(mapper).toList();
  }

  /// The first row, mapped.
  public static <T> Optional<T> first(
      SqlClient client, String sql, Function<Row, T> mapper, @Nullable Object... values) {
    return run(client, sql, values).stream().findFirst().map(mapper);
  }

  /// How many rows it changed.
  public static int change(SqlClient client, String sql, @Nullable Object... values) {
    return run(client, sql, values).rowCount();
  }

  private static RowSet<Row> run(SqlClient client, String sql, @Nullable Object... values) {
    return client.preparedQuery(sql).execute(tuple(values)).await();
  }

  /// Instants become the offset date times that the driver takes for `timestamptz`.
  public static Tuple tuple(@Nullable Object... values) {
    var tuple = Tuple.tuple();
    for (var value : values) {
      tuple.addValue(value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
    return tuple;
  }

  /// Null when the column is null.
  public static @Nullable Instant instantOrNull(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  public static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
