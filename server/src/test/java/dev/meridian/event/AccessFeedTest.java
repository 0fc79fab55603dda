package dev.meridian.event;

import static dev.meridian.collab.testing.NodeClients.pause;
import static dev.meridian.collab.testing.NodeClients.until;
import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.bus.AccessNews;
import dev.meridian.bus.Bus;
import dev.meridian.bus.LocalBus;
import dev.meridian.testing.TestDatabase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rule N7, on a node to which the bus brings only what the test tells it.
class AccessFeedTest {
  private static final UUID ACCOUNT = new UUID(1, 1);
  private static final Duration LONG_ENOUGH = Duration.ofMillis(1_000);

  private final TestDatabase database = TestDatabase.create();
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = new LocalBus(vertx);
  private final List<AccessNews> told = new CopyOnWriteArrayList<>();
  private AccessFeed feed;

  @BeforeEach
  void start() {
    commit(AccessNews.ofAccount(new UUID(9, 9))); // before the node was there
    bus.subscribe(Bus.ACCESS, message -> told.add(AccessNews.read(message)));
    feed = await(AccessFeed.start(vertx, database.pool(), bus));
  }

  @AfterEach
  void close() {
    feed.close();
    await(vertx.close());
    database.close();
  }

  private AccessNews commit(AccessNews news) {
    return news.numbered(
        await(
            database
                .pool()
                .withTransaction(connection -> AccessNewsStore.append(connection, news))));
  }

  @Test
  void tellsWhatTheBusDidNotBring() {
    AccessNews news = AccessNews.ofAccount(ACCOUNT);
    commit(news);
    until("told", () -> told.equals(List.of(news)));
  }

  @Test
  void doesNotRepeatWhatTheBusBrought() {
    AccessNews brought = commit(AccessNews.ofAccount(ACCOUNT));
    await(bus.publish(Bus.ACCESS, brought.write()));
    pause(LONG_ENOUGH);
    assertEquals(List.of(brought), told);
  }

  @Test
  void takesNewsThatIsNotKeptAnyMoreForEverybodys() {
    feed.close();
    commit(AccessNews.ofAccount(ACCOUNT));
    feed = await(AccessFeed.start(vertx, database.pool(), bus));
    await(
        database
            .pool()
            .withTransaction(connection ->
                AccessNewsStore.append(connection, AccessNews.ofAccount(ACCOUNT))
                    .compose(_ -> connection.query("delete from access_news").execute())));
    until("told", () -> told.equals(List.of(AccessNews.ofEverything())));
  }

  @Test
  void takesARestoredDatabaseForEverybodysNews() {
    await(database.pool().query("update access_head set seq = 0").execute());
    until("told", () -> told.equals(List.of(AccessNews.ofEverything())));
    await(database.pool().query("delete from access_news").execute());
    AccessNews news = AccessNews.ofAccount(ACCOUNT);
    commit(news);
    until("goes on", () -> told.equals(List.of(AccessNews.ofEverything(), news)));
  }
}
