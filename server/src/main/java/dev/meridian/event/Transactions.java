package dev.meridian.event;

import static java.util.Comparator.comparing;

import dev.meridian.bus.AccessNews;
import dev.meridian.bus.Bus;
import io.vertx.sqlclient.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Runs the transaction of a command: state rows and event rows commit together, then the news goes
/// out. Called on virtual threads.
public final class Transactions {

  private final Pool pool;
  private final EventStore events;
  private final Bus bus;

  public Transactions(Pool pool, EventStore events, Bus bus) {
    this.pool = pool;
    this.events = events;
    this.bus = bus;
  }

  /// Runs the work in one transaction; what it throws rolls back and is thrown on. The work must
  /// not wait for anything but this connection: an idle transaction is ended by the database.
  public <T> T run(Function<Transaction, T> work) {
    var connection = pool.getConnection().await();
    try {
      var sql = connection.begin().await();
      var transaction = new Transaction(connection);
      T result;
      Map<String, Long> heads;
      List<AccessNews> accessNews;
      try {
        result = work.apply(transaction);
        heads = append(transaction);
        accessNews = keep(transaction);
      } catch (Throwable failure) {
        sql.rollback().otherwiseEmpty().await();
        throw failure;
      }
      sql.commit().await();
      publish(heads, accessNews);
      return result;
    } finally {
      connection.close();
    }
  }

  /// Stream by stream in the order of their names, so that two commands never wait for each other.
  private Map<String, Long> append(Transaction transaction) {
    var heads = new LinkedHashMap<String, Long>();
    transaction.events().stream()
        .sorted(comparing(Event::stream))
        .forEach(event ->
            heads.put(event.stream(), events.append(transaction.connection(), event).await()));
    return heads;
  }

  /// Last, for everybody's news hangs on one row.
  private static List<AccessNews> keep(Transaction transaction) {
    return transaction.accessNews().stream()
        .map(news -> news.numbered(AccessNewsStore.append(transaction.connection(), news).await()))
        .toList();
  }

  /// News about rights is waited for, so that who has just lost one is refused from the answer on.
  private void publish(Map<String, Long> heads, List<AccessNews> accessNews) {
    for (var news : accessNews) {
      bus.publish(Bus.ACCESS, news.write()).otherwiseEmpty().await();
    }
    heads.forEach((stream, seq) -> bus.publish(Streams.channel(stream), Streams.news(stream, seq)));
  }
}
