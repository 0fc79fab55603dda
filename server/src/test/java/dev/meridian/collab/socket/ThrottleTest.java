package dev.meridian.collab.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Rule L2.
class ThrottleTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void lettingABurstThroughIsFree() {
    Throttle throttle = new Throttle(10, 1_000, 0);
    for (int i = 0; i < 40; i++) {
      assertEquals(Duration.ZERO, throttle.take(10, 0));
    }
  }

  @Test
  void beyondTheBurstTheSenderWaitsAsLongAsTheRateSays() {
    Throttle throttle = new Throttle(10, 1_000_000, 0);
    for (int i = 0; i < 40; i++) {
      throttle.take(1, 0);
    }
    assertEquals(Duration.ofMillis(100), throttle.take(1, 0));
    assertEquals(Duration.ZERO, throttle.take(1, SECOND));
  }

  @Test
  void bytesCountToo() {
    Throttle throttle = new Throttle(1_000, 1_000, 0);
    assertTrue(throttle.take(6_000, 0).compareTo(Duration.ofMillis(1_999)) > 0);
  }
}
