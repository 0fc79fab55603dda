package dev.meridian.ydoc.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.ydoc.lib0.MalformedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AwarenessTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final AwarenessEntry ANNA = new AwarenessEntry(7, 3, "{\"name\":\"Anna\"}");

  private final AwarenessStates states = new AwarenessStates();

  private static AwarenessEntry anna(long clock) {
    return new AwarenessEntry(7, clock, "{\"clock\":" + clock + "}");
  }

  @Nested
  class Bytes {
    @Test
    void areThoseOfYProtocols() {
      byte[] bytes = AwarenessEntry.encode(List.of(new AwarenessEntry(7, 3, "{}")));
      assertArrayEquals(new byte[] {1, 7, 3, 2, '{', '}'}, bytes);
      assertEquals(List.of(ANNA), AwarenessEntry.decode(AwarenessEntry.encode(List.of(ANNA)), 100));
    }

    @Test
    void areMalformedWhenTooLongOrCutShort() {
      byte[] bytes = AwarenessEntry.encode(List.of(ANNA));
      assertThrows(MalformedException.class, () -> AwarenessEntry.decode(bytes, 10));
      assertThrows(
          MalformedException.class, () -> AwarenessEntry.decode(new byte[] {1, 7, 3, 9}, 100));
      assertThrows(
          MalformedException.class, () -> AwarenessEntry.decode(new byte[] {-1, -1, 3}, 100));
      assertThrows(MalformedException.class, () -> AwarenessEntry.decode(new byte[] {0, 0}, 100));
    }
  }

  @Nested
  class Clocks {
    @Test
    void onlyALaterWordIsNews() {
      assertEquals(List.of(anna(3)), states.apply(List.of(anna(3)), NOW));
      assertEquals(List.of(), states.apply(List.of(anna(3)), NOW));
      assertEquals(List.of(), states.apply(List.of(anna(2)), NOW));
      assertEquals(List.of(anna(4)), states.apply(List.of(anna(4)), NOW));
      assertEquals(List.of(anna(4)), states.entries());
    }

    @Test
    void goneWinsAtTheSameClock() {
      states.apply(List.of(anna(3)), NOW);
      var gone = AwarenessEntry.gone(7, 3);
      assertEquals(List.of(gone), states.apply(List.of(gone), NOW));
      assertTrue(states.isEmpty());
    }

    @Test
    void anOldWordDoesNotBringAnybodyBack() {
      states.apply(List.of(anna(3)), NOW);
      states.apply(List.of(AwarenessEntry.gone(7, 4)), NOW);
      assertEquals(List.of(), states.apply(List.of(anna(4)), NOW));
      assertEquals(List.of(anna(5)), states.apply(List.of(anna(5)), NOW));
    }
  }

  @Nested
  class FirstWords {
    @Test
    void areNoNewsAtClockZero() {
      assertEquals(List.of(), states.apply(List.of(anna(0)), NOW));
    }

    @Test
    void areNoNewsWhenTheySayGone() {
      assertEquals(List.of(), states.apply(List.of(AwarenessEntry.gone(7, 5)), NOW));
      assertEquals(List.of(), states.apply(List.of(anna(5)), NOW));
    }
  }

  @Nested
  class Leaving {
    @Test
    void tellsTheOthersWithALaterClock() {
      states.apply(List.of(anna(3)), NOW);
      assertEquals(List.of(AwarenessEntry.gone(7, 4)), states.remove(List.of(7L, 8L), NOW));
      assertTrue(states.entry(7).isEmpty());
    }

    @Test
    void happensToWhoeverIsSilentForTooLong() {
      states.apply(List.of(anna(3)), NOW);
      Duration almost = AwarenessStates.OUTDATED.minusMillis(1);
      assertEquals(List.of(), states.expire(NOW.plus(almost)));
      states.apply(List.of(anna(4)), NOW.plus(almost));
      assertEquals(List.of(), states.expire(NOW.plus(AwarenessStates.OUTDATED)));
      assertEquals(
          List.of(AwarenessEntry.gone(7, 5)),
          states.expire(NOW.plus(almost).plus(AwarenessStates.OUTDATED)));
    }
  }
}
