package dev.meridian.collab.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import dev.meridian.ydoc.YDoc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChronicleTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Limits LIMITS = Limits.standard();

  private final UUID ada = new UUID(1, 1);
  private final UUID ben = new UUID(1, 2);
  private final YDoc document = YDoc.create(LIMITS, Tombstones.KEEP);
  private long seq;

  private Commit typed(int second, @Nullable UUID actor, String text) {
    byte[] update = document.edit(edit -> edit.text("t").insert(0, text)).update();
    return new Commit(++seq, NOON.plusSeconds(second), actor, update);
  }

  private static Chronicle chronicle(List<Commit> commits) throws UpdateRejected {
    Chronicle chronicle = Chronicle.from(State.EMPTY, LIMITS);
    for (Commit commit : commits) {
      chronicle.add(commit);
    }
    return chronicle;
  }

  @Test
  void hasALineForEachActorAndMinute() throws UpdateRejected {
    List<Minute> minutes =
        chronicle(
                List.of(
                    typed(1, ada, "one "),
                    typed(2, ben, "two "),
                    typed(30, ada, "three "),
                    typed(60, ada, "four "),
                    typed(61, null, "five ")))
            .minutes();

    assertEquals(4, minutes.size());
    assertEquals(10, minutes.getFirst().inserted());
    assertEquals(List.of(1L, 3L), minutes.getFirst().commits().stream().map(Commit::seq).toList());
    assertEquals(NOON.plusSeconds(60), minutes.get(2).minute());
  }

  @Test
  void countsWhatSomebodyRepeatsOnce() throws UpdateRejected {
    Commit first = typed(1, ada, "word");
    byte[] cut = document.edit(edit -> edit.text("t").delete(0, 3)).update();
    List<Minute> minutes =
        chronicle(
                List.of(
                    first,
                    new Commit(2, NOON.plusSeconds(2), ben, first.update()),
                    new Commit(3, NOON.plusSeconds(3), ada, cut),
                    new Commit(4, NOON.plusSeconds(4), ben, cut)))
            .minutes();

    assertEquals(4, minutes.getFirst().inserted());
    assertEquals(3, minutes.getFirst().deleted());
    assertEquals(0, minutes.getLast().inserted() + minutes.getLast().deleted());
    assertEquals(2, minutes.getLast().commits().size());
  }

  @Test
  void neverGoesBackInTime() throws UpdateRejected {
    List<Minute> minutes = chronicle(List.of(typed(61, ada, "a"), typed(59, ada, "b"))).minutes();
    assertEquals(1, minutes.size());
    assertEquals(NOON.plusSeconds(61), minutes.getFirst().last().at());
  }

  @Test
  void refusesALogWithAGap() throws UpdateRejected {
    typed(1, ada, "a");
    Commit second = typed(2, ada, "b");
    Chronicle chronicle = chronicle(List.of());
    assertThrows(IllegalStateException.class, () -> chronicle.add(second));
    assertThrows(
        IllegalStateException.class,
        () -> chronicle.add(new Commit(1, NOON, ada, second.update())));
  }

  @Test
  void packedCommitsAreTheSameAndSmallerThanMergedOnes() throws UpdateRejected {
    List<Commit> commits = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      commits.add(typed(i, ada, "x"));
    }
    CommitPack packed = CommitPack.of(new Minute(NOON, ada, 50, 0, commits));
    List<Commit> unpacked = packed.commits();

    assertEquals(commits.size(), unpacked.size());
    List<byte[]> updates = commits.stream().map(Commit::update).toList();
    for (int i = 0; i < commits.size(); i++) {
      assertEquals(commits.get(i).seq(), unpacked.get(i).seq());
      assertEquals(commits.get(i).at(), unpacked.get(i).at());
      assertEquals(ada, unpacked.get(i).actor());
      assertArrayEquals(commits.get(i).update(), unpacked.get(i).update());
    }
    int merged = Updates.merge(updates).length;
    assertTrue(packed.bytes().length < merged, packed.bytes().length + ", merged " + merged);
  }
}
