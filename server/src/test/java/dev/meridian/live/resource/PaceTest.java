package dev.meridian.live.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static long ms(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  @Test
  void beginsAtOnce() {
    assertEquals(Duration.ZERO, new Pace().untilNext(ms(-5)));
  }

  @Test
  void allowsTwentyASecond() {
    var pace = new Pace();
    pace.took(ms(100), ms(101));
    assertEquals(Duration.ofMillis(40), pace.untilNext(ms(110)));
    assertEquals(Duration.ZERO, pace.untilNext(ms(150)));
    assertEquals(Duration.ZERO, pace.untilNext(ms(9_000)));
  }

  @Test
  void takesATenthOfTheTime() {
    var pace = new Pace();
    pace.took(ms(0), ms(30));
    assertEquals(Duration.ofMillis(270), pace.untilNext(ms(30)));
  }

  @Test
  void butNeverWaitsForMoreThanASecond() {
    var pace = new Pace();
    pace.took(ms(0), ms(600));
    assertEquals(Duration.ofMillis(400), pace.untilNext(ms(600)));
  }
}
