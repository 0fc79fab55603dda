package dev.meridian.bus;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.meridian.testing.TestRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisBusTest extends BusContract {
  static final TestRedis REDIS = TestRedis.start();

  private final List<RedisBus> buses = new ArrayList<>();
  private final List<String> heardThere = new CopyOnWriteArrayList<>();

  @AfterAll
  static void stopRedis() {
    REDIS.close();
  }

  @Override
  Bus bus() {
    return connected("meridian");
  }

  private RedisBus connected(String prefix) {
    var bus = RedisBus.start(vertx, REDIS.url(), prefix, new SimpleMeterRegistry());
    if (buses != null) { // the contract's own is made before this class is
      buses.add(bus);
    }
    until("connected", bus::isConnected);
    return bus;
  }

  @AfterEach
  void closeAll() {
    buses.forEach(RedisBus::close);
  }

  private void listen(Bus bus, String channel) {
    bus.subscribe(channel, message -> heardThere.add(message.toString()));
  }

  /// Says it until it arrives, for a subscription takes a moment to reach Redis.
  private void untilHeard(Bus from, String channel, String message) {
    until(
        message + " is heard",
        () -> {
          from.tellOthers(channel, Buffer.buffer(message));
          return heardThere.contains(message);
        });
  }

  @Test
  void carriesMessagesBetweenNodesInOrder() {
    var here = connected("meridian");
    var there = connected("meridian");
    listen(there, "one");
    untilHeard(here, "one", "first");
    heardThere.clear();
    for (int i = 0; i < 500; i++) {
      here.publish("one", Buffer.buffer("message " + i));
    }
    until("all are heard", () -> heardThere.contains("message 499"));
    heardThere.removeIf("first"::equals);
    assertEquals("message 0", heardThere.getFirst());
    assertEquals(500, heardThere.size());
  }

  @Test
  void keepsInstallationsWithOtherPrefixesApart() {
    var here = connected("meridian");
    var there = connected("meridian");
    var stranger = connected("elsewhere");
    listen(there, "one");
    listen(stranger, "one");
    untilHeard(here, "one", "mine");
    untilHeard(stranger, "two", "mine"); // heard already; only publishes
    heardThere.clear();
    stranger.tellOthers("one", Buffer.buffer("theirs"));
    untilHeard(here, "one", "last");
    assertFalse(heardThere.contains("theirs"));
  }

  @Test
  void noticesARedisThatIsKilledAndHearsAgainWhenItIsBack() {
    var here = connected("meridian");
    var there = connected("meridian");
    listen(there, "one");
    REDIS.kill();
    until("away", () -> !here.isConnected() && !there.isConnected());
    here.publish("one", Buffer.buffer("into the void"));
    REDIS.startAgain();
    until("back", () -> here.isConnected() && there.isConnected());
    untilHeard(here, "one", "again");
    assertFalse(heardThere.contains("into the void"));
  }

  @Test
  void noticesARedisThatHangs() {
    var here = connected("meridian");
    REDIS.freeze();
    try {
      until("away", () -> !here.isConnected());
    } finally {
      REDIS.thaw();
    }
    until("back", here::isConnected);
  }

  @Test
  void startsWithoutRedisAndFindsItLater() {
    REDIS.kill();
    RedisBus early;
    try {
      early = RedisBus.start(vertx, REDIS.url(), "meridian", new SimpleMeterRegistry());
      buses.add(early);
      assertFalse(early.isConnected());
    } finally {
      REDIS.startAgain();
    }
    until("found", early::isConnected);
  }
}
