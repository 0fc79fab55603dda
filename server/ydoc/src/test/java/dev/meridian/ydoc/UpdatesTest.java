package dev.meridian.ydoc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UpdatesTest {
  private static final Limits LIMITS = Limits.standard();

  private final List<byte[]> updates = new ArrayList<>();
  private final YDoc doc = YDoc.create(LIMITS);

  UpdatesTest() throws UpdateRejected {
    YDoc[] writers = {doc.withClientId(1), YDoc.create(LIMITS).withClientId(2)};
    for (int i = 0; i < 40; i++) {
      YDoc writer = writers[i % 2];
      String word = "w" + i;
      byte[] update =
          writer
              .edit(edit -> {
                edit.text("t").insert(0, word);
                edit.map("m").set(word.substring(0, 2), Any.of(word));
              })
              .update();
      writers[1 - i % 2].apply(update);
      updates.add(update);
    }
  }

  @Nested
  class Merge {
    @Test
    void inAnyOrderIsTheWholeDocument() throws UpdateRejected {
      for (int seed = 0; seed < 10; seed++) {
        Collections.shuffle(updates, new Random(seed));
        byte[] merged = Updates.merge(updates);
        assertArrayEquals(doc.encode(), YDoc.load(LIMITS, merged).encode(), "seed " + seed);
      }
    }

    @Test
    void ofWhatOverlapsHasEverythingOnce() throws UpdateRejected {
      byte[] merged = Updates.merge(List.of(doc.encode(), updates.get(3), doc.encode()));
      assertArrayEquals(doc.encode(), YDoc.load(LIMITS, merged).encode());
      assertTrue(merged.length <= doc.encode().length);
    }

    @Test
    void fillsGapsWithSkips() throws UpdateRejected {
      byte[] merged = Updates.merge(List.of(updates.get(0), updates.get(4)));
      Meta meta = Updates.inspect(merged, LIMITS);
      assertEquals(List.of(new Meta.ClientRange(1, 0, 9)), meta.clients());
      assertEquals(4, meta.structs());
      YDoc partly = YDoc.load(LIMITS, merged);
      assertTrue(partly.isWaiting());
      assertEquals("w0", partly.text("t").toString());
    }

    @Test
    void isRefusedWhenOneIsMalformed() {
      var broken = List.of(updates.get(0), new byte[] {5});
      assertThrows(UpdateRejected.class, () -> Updates.merge(broken));
    }
  }

  @Nested
  class Diff {
    @Test
    void isWhatTheOtherSideLacks() throws UpdateRejected {
      YDoc behind = YDoc.create(LIMITS);
      for (byte[] update : updates.subList(0, 17)) {
        behind.apply(update);
      }
      byte[] diff = Updates.diff(Updates.merge(updates), behind.stateVector());
      assertTrue(diff.length < Updates.merge(updates).length);
      behind.apply(diff);
      assertArrayEquals(doc.encode(), behind.encode());
    }

    @Test
    void isEmptyForWhoKnowsAll() throws UpdateRejected {
      byte[] diff = Updates.diff(updates.get(0), doc.stateVector());
      assertEquals(0, Updates.inspect(diff, LIMITS).structs());
    }
  }

  @Nested
  class Inspect {
    @Test
    void namesClientsClocksAndRoots() throws UpdateRejected {
      Meta meta = Updates.inspect(updates.get(0), LIMITS);
      assertEquals(List.of(new Meta.ClientRange(1, 0, 3)), meta.clients());
      assertEquals(Set.of("t", "m"), meta.roots());
      assertEquals(2, meta.structs());
      assertEquals(0, meta.deletes());
      assertEquals(updates.get(0).length, meta.bytes());
    }

    @Test
    void isMeasuredByTheLimits() {
      Limits tiny = LIMITS.withUpdateBytes(3);
      assertThrows(UpdateRejected.class, () -> Updates.inspect(updates.get(0), tiny));
    }
  }
}
