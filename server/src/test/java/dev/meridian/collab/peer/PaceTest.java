package dev.meridian.collab.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Rule E3: when updates are told.
class PaceTest {
  private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

  private final Pace pace = new Pace();

  private void usually(Duration took) {
    for (int i = 0; i < 100; i++) {
      pace.took(took);
    }
  }

  @Test
  void e3TellsAtOnceWhatIsToldQuickly() {
    usually(Duration.ofNanos(200_000));
    pace.began(NOW);
    assertEquals(Duration.ZERO, pace.untilNext(NOW));
  }

  @Test
  void e3GathersAFewTimesAsLongAsTellingTakes() {
    usually(Duration.ofMillis(4));
    pace.began(NOW);
    Duration wait = pace.untilNext(NOW);
    assertTrue(wait.compareTo(Duration.ofMillis(8)) >= 0, () -> "waits " + wait);
    assertTrue(wait.compareTo(Duration.ofMillis(16)) <= 0, () -> "waits " + wait);
    assertEquals(wait.minusMillis(3), pace.untilNext(NOW.plusMillis(3)));
  }

  @Test
  void e3TellsAtOnceAfterAQuietTime() {
    usually(Duration.ofMillis(4));
    assertEquals(Duration.ZERO, pace.untilNext(NOW));
    pace.began(NOW);
    assertEquals(Duration.ZERO, pace.untilNext(NOW.plusSeconds(1)));
  }

  @Test
  void e3NeverGathersForMoreThan50Milliseconds() {
    usually(Duration.ofSeconds(3));
    pace.began(NOW);
    assertEquals(Duration.ofMillis(50), pace.untilNext(NOW));
    assertEquals(Duration.ofMillis(200), pace.presenceInterval());
  }

  @Test
  void e3WaitsNoLongerWhenTheClockIsSetBack() {
    usually(Duration.ofMillis(4));
    pace.began(NOW);
    assertEquals(pace.interval(), pace.untilNext(NOW.minusSeconds(3600)));
  }
}
