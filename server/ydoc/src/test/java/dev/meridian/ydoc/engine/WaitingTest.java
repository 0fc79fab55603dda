package dev.meridian.ydoc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.engine.Replay.Id;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What waits is looked at again when what it waits for has come, and not before. */
class WaitingTest {
  private static final int MANY = 4_000;

  private final Replay replay = new Replay(Limits.standard());

  private int reads() {
    return replay.inbound.waitingReads();
  }

  private static byte[] typed(int clock) {
    Id origin = clock == 0 ? null : new Id(7, clock - 1);
    return Replay.insert(7, clock, origin, null, false, "x");
  }

  @Test
  void aFloodThatWaitsIsOnlyKept() throws UpdateRejected {
    for (int i = 0; i < MANY; i++) {
      var applied = replay.apply(Replay.insert(1000 + i, 1, new Id(1000 + i, 0), null, false, "x"));
      assertTrue(applied.isWaiting());
    }
    assertEquals(0, reads());
    replay.apply(Replay.insert(1005, 0, null, null, false, "y"));
    assertEquals(1, reads());
    assertEquals(2, replay.order().size());
  }

  @Test
  void aTextThatComesBackwardsIsReadOnce() throws UpdateRejected {
    for (int clock = MANY - 1; clock > 0; clock--) {
      replay.apply(typed(clock));
    }
    var applied = replay.apply(typed(0));
    assertFalse(applied.isWaiting());
    assertFalse(replay.inbound.isWaiting());
    assertEquals(MANY, replay.order().size());
    assertEquals(MANY - 1, reads());
  }

  @Test
  void aLongBlockGoesOnPieceByPiece() throws UpdateRejected {
    var whole = new ArrayList<byte[]>();
    for (int i = 0; i < MANY; i++) {
      whole.add(Replay.insert(9, i, new Id(7, i), null, false, "y"));
    }
    replay.apply(UpdateMerge.merge(whole));
    for (int clock = 0; clock < MANY; clock++) {
      replay.apply(typed(clock));
      assertEquals(2 * (clock + 1), replay.order().size());
    }
    assertFalse(replay.inbound.isWaiting());
    assertTrue(reads() < 2 * MANY, reads() + " parts were read");
  }

  @Test
  void deletesGoOnPieceByPiece() throws UpdateRejected {
    var ranges = new int[MANY];
    for (int i = 0; i < MANY / 2; i++) {
      ranges[2 * i] = 2 * i;
      ranges[2 * i + 1] = 1;
    }
    replay.apply(Replay.delete(7, ranges));
    for (int clock = 0; clock < MANY; clock++) {
      replay.apply(typed(clock));
    }
    assertFalse(replay.inbound.isWaiting());
    assertEquals(MANY / 2, replay.length());
    assertTrue(reads() < 2 * MANY, reads() + " parts were read");
  }

  @Test
  void anyOrderLeadsToTheSameBytes() throws UpdateRejected {
    var updates = new ArrayList<byte[]>();
    for (int i = 0; i < 60; i++) {
      updates.add(typed(i));
      updates.add(Replay.insert(9, i, new Id(7, i), i == 0 ? null : new Id(9, i - 1), false, "y"));
      updates.add(Replay.delete(9, i, 1));
    }
    var expected = new Replay(Limits.standard());
    for (byte[] update : updates) {
      expected.apply(update);
    }
    for (int seed = 1; seed <= 30; seed++) {
      Collections.shuffle(updates, new Random(seed));
      var shuffled = new Replay(Limits.standard());
      for (byte[] update : updates) {
        shuffled.apply(update);
      }
      assertFalse(shuffled.inbound.isWaiting());
      assertEquals(expected.order(), shuffled.order());
      assertArrayEquals(loaded(expected).encode(), loaded(shuffled).encode());
    }
  }

  private static Replay loaded(Replay replay) throws UpdateRejected {
    var loaded = new Replay(Limits.standard());
    loaded.apply(replay.encode());
    return loaded;
  }

  @Test
  void whatComesAgainAndAgainIsMergedNowAndThen() throws UpdateRejected {
    var limits = Limits.standard();
    int kept = 4_000;
    var small = new Replay(limits.withDocument(limits.document().withWaitingBytes(kept)));
    for (int i = 0; i < MANY; i++) {
      small.apply(typed(1 + i % 5));
    }
    assertTrue(small.inbound.isWaiting());
    assertTrue(small.inbound.waitingReads() <= MANY, "each is read at most once more");
    small.apply(typed(0));
    assertEquals(6, small.order().size());
    assertArrayEquals(loaded(small).encode(), small.encode());
  }
}
