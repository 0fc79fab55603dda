package dev.meridian.bus;

import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every bus does.
abstract class BusContract {

  final Vertx vertx = Vertx.vertx();
  private final Bus bus = bus();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  abstract Bus bus();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private Subscription listen(String channel, String name) {
    return bus.subscribe(channel, message -> heard.add(name + ":" + message));
  }

  private void publish(String channel, String message) {
    await(bus.publish(channel, Buffer.buffer(message)));
  }

  @Test
  void carriesEachMessageToAllSubscribersOfItsChannelInOrder() {
    listen("one", "a");
    publish("one", "1");
    listen("other", "b");
    publish("one", "2");
    publish("other", "3");
    publish("nobody", "4");
    assertEquals(List.of("a:1", "a:2", "b:3"), heard);
  }

  @Test
  void fallsSilentForWhoHasClosed() {
    var subscription = listen("one", "a");
    subscription.close();
    subscription.close();
    publish("one", "1");
    assertEquals(List.of(), heard);
  }

  @Test
  void goesOnWhenAHandlerFails() {
    bus.subscribe(
        "one",
        _ -> {
          throw new IllegalStateException("thrown by the test");
        });
    listen("one", "a");
    publish("one", "1");
    assertEquals(List.of("a:1"), heard);
  }

  @Test
  void tellsOthersWithoutHearingItItself() {
    listen("one", "a");
    bus.tellOthers("one", Buffer.buffer("1"));
    await(bus.tellHere("one", Buffer.buffer("2")));
    assertEquals(List.of("a:2"), heard);
  }
}
