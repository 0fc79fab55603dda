package dev.meridian.live;

import static dev.meridian.collab.testing.NodeClients.until;

import dev.meridian.testing.TestRedis;
import dev.meridian.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Two servers that tell each other over a real Redis, which also fails.
class LiveOverRedisTest extends LiveSeveralNodesContract {
  static final TestRedis REDIS = TestRedis.start();

  @Override
  Map<String, String> settings() {
    return Map.of("MERIDIAN_REDIS_URL", REDIS.url());
  }

  @Override
  void ready(TestServer server) {
    until("connected", () -> Metrics.of(server, "meridian_bus_connected") == 1);
  }

  @AfterAll
  static void end() {
    REDIS.close();
  }

  @Test
  void v10AWatchGoesOnWhileRedisIsAwayAndAfterIt() {
    REDIS.kill();
    try {
      rename("Alone");
      untilNamed("Alone");
    } finally {
      REDIS.startAgain();
    }
    ready(two);
    rename("Together");
    untilNamed("Together");
  }

  @Test
  void v10AWatchGoesOnWhileRedisHangs() {
    REDIS.freeze();
    try {
      rename("Frozen");
      untilNamed("Frozen");
    } finally {
      REDIS.thaw();
    }
    ready(two);
    rename("Thawed");
    untilNamed("Thawed");
  }
}
