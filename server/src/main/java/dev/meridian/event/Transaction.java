package dev.meridian.event;

import dev.meridian.bus.AccessNews;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One database transaction with the events that will commit with it and the news that will go out
/// after it. Used on the virtual thread that runs the command.
public final class Transaction {

  private final SqlConnection connection;
  private final List<Event> events = new ArrayList<>();
  private final List<AccessNews> accessNews = new ArrayList<>();

  Transaction(SqlConnection connection) {
    this.connection = connection;
  }

  public SqlConnection connection() {
    return connection;
  }

  /// Remembers an event; it is written just before the commit.
  public void happened(String stream, @Nullable UUID actor, String kind, JsonObject payload) {
    events.add(new Event(stream, actor, kind, payload));
  }

  /// After the commit, every node looks again at these rights.
  public void accessChanged(AccessNews news) {
    accessNews.add(news);
  }

  List<Event> events() {
    return events;
  }

  List<AccessNews> accessNews() {
    return accessNews;
  }
}
