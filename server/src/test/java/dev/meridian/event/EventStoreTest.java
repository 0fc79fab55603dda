package dev.meridian.event;

import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EventStoreTest {

  static final TestDatabase DATABASE = TestDatabase.create();

  final EventStore events = new EventStore(InstantSource.system());

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private Future<Long> append(String stream) {
    return DATABASE
        .pool()
        .withTransaction(connection ->
            events.append(connection, new Event(stream, null, "tried", new JsonObject())));
  }

  @Test
  void numbersEachStreamFromOneWithoutGaps() {
    assertEquals(1, await(append("workspace:a")));
    assertEquals(2, await(append("workspace:a")));
    assertEquals(1, await(append("workspace:b")));
  }

  @Test
  void numbersWithoutGapsWhenManyAppendAtOnce() {
    var seqs =
        IntStream.range(0, 50).mapToObj(_ -> append("workspace:many")).map(TestDatabase::await);

    assertEquals(
        IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList(), seqs.sorted().toList());
  }

  @Test
  void isAppendOnly() {
    await(append("workspace:kept"));

    for (var change : List.of("update event set kind = 'x'", "delete from event")) {
      var refusal =
          assertThrows(PgException.class, () -> await(DATABASE.pool().query(change).execute()));
      assertTrue(refusal.getErrorMessage().contains("append-only"));
    }
  }
}
