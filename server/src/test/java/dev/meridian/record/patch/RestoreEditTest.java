package dev.meridian.record.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.record.content.Field;
import dev.meridian.record.content.RecordContent;
import dev.meridian.record.content.RecordReader;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Snapshot;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import dev.meridian.ydoc.YText;
import java.time.Instant;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rule T3, without a server.
class RestoreEditTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private final YDoc document = YDoc.create(Limits.standard(), Tombstones.KEEP);

  @BeforeEach
  void aRecord() {
    edit(objectives -> {
      YMap objective = objectives.setMap("o1");
      objective.setText("title").insert(0, "Loved");
      YMap keyResult = objective.setMap("keyResults").setMap("k1");
      keyResult.setText("title").insert(0, "More");
      keyResult.set("target", Any.of("20"));
      YMap milestone = keyResult.setMap("milestones").setMap("m1");
      milestone.setText("title").insert(0, "First");
    });
  }

  private void edit(Consumer<YMap> work) {
    document.edit(edit -> work.accept(edit.map("objectives")));
  }

  private static YMap map(YMap from, String... path) {
    YMap map = from;
    for (String key : path) {
      map = assertInstanceOf(YMap.class, map.get(key).orElseThrow());
    }
    return map;
  }

  private RecordContent read() {
    return RecordReader.read(document);
  }

  private void restore(Snapshot point) throws UpdateRejected {
    new RestoreEdit(document.at(point), NOW).apply(document);
  }

  @Test
  void milestonesComeAndGo() throws UpdateRejected {
    Snapshot before = document.snapshot();
    RecordContent wanted = read();
    edit(objectives -> {
      YMap milestones = map(objectives, "o1", "keyResults", "k1", "milestones");
      milestones.delete("m1");
      milestones.setMap("m2").setText("title").insert(0, "Second");
    });
    restore(before);
    assertEquals(wanted, read());
  }

  @Test
  void fieldsThatCameGoAndTextsThatCameAreEmptied() throws UpdateRejected {
    Snapshot before = document.snapshot();
    RecordContent wanted = read();
    edit(objectives -> {
      YMap objective = map(objectives, "o1");
      objective.setText("why").insert(0, "because");
      objective.set("ambition", Any.of("committed"));
      objective.set("colour", Any.of("blue"));
      map(objective, "keyResults", "k1").setMap("zones").set("commit", Any.of("1"));
    });
    restore(before);
    assertEquals(wanted, read());
    YMap objective = map(document.map("objectives"), "o1");
    assertInstanceOf(YText.class, objective.get("why").orElseThrow(), "people may be typing in it");
    assertTrue(objective.get("colour").isEmpty(), "also what the schema does not know");
  }

  @Test
  void whatAClientReplacedOrDeletedIsMadeAnew() throws UpdateRejected {
    Snapshot before = document.snapshot();
    RecordContent wanted = read();
    edit(objectives -> {
      map(objectives, "o1").set("title", Any.of("no text"));
      map(objectives, "o1", "keyResults").delete("k1");
    });
    restore(before);
    assertEquals(wanted, read());
    edit(objectives -> objectives.delete("o1"));
    restore(before);
    assertEquals(wanted, read());
  }

  @Test
  void whatWasRemovedAlreadyKeepsItsInstant() throws UpdateRejected {
    Snapshot before = document.snapshot();
    edit(objectives -> objectives.setMap("o2").set("removed", Any.of("2026-01-01T00:00:00Z")));
    restore(before);
    var late = read().objectives().get("o2");
    assertEquals("2026-01-01T00:00:00Z", late == null ? "" : late.fields().get(Field.REMOVED));
  }

  @Test
  void anythingWrittenIsRestoredWhereverItStands() throws UpdateRejected {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      change(random, 6);
      Snapshot before = document.snapshot();
      RecordContent wanted = read();
      change(random, 12);
      RecordContent later = read();
      Snapshot after = document.snapshot();
      restore(before);
      assertEquals(wanted, withoutLater(read(), wanted), "seed " + seed);
      restore(after);
      assertEquals(later, read(), "seed " + seed);
      assertFalse(document.isWaiting());
    }
  }

  /// Without what came since, which is there and marked as removed.
  private static RecordContent withoutLater(RecordContent now, RecordContent wanted) {
    var objectives = new TreeMap<>(now.objectives());
    objectives.keySet().retainAll(wanted.objectives().keySet());
    return new RecordContent(objectives);
  }

  private void change(Random random, int count) {
    for (int i = 0; i < count; i++) {
      String id = "o" + random.nextInt(5);
      edit(objectives -> {
        if (!(objectives.get(id).orElse(null) instanceof YMap objective)) {
          objectives.setMap(id).setText("title").insert(0, id);
          return;
        }
        switch (random.nextInt(5)) {
          case 0 ->
              objective.set("removed", Any.of(NOW.minusSeconds(random.nextInt(99)).toString()));
          case 1 -> objective.delete("removed");
          case 2 -> objective.set("order", Any.of("a" + random.nextInt(9)));
          case 3 -> {
            if (objective.get("title").orElse(null) instanceof YText title) {
              title.insert(place(title.toString(), random), random.nextBoolean() ? "new " : "é😀 ");
            }
          }
          default -> {
            if (objective.get("title").orElse(null) instanceof YText title && title.length() > 0) {
              title.delete(0, title.toString().codePointAt(0) > 0xFFFF ? 2 : 1);
            }
          }
        }
      });
    }
  }

  private static int place(String text, Random random) {
    int letters = text.codePointCount(0, text.length());
    return text.offsetByCodePoints(0, random.nextInt(letters + 1));
  }
}
