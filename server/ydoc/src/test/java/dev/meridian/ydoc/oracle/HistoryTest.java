package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Item;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Marks;
import dev.meridian.ydoc.Snapshot;
import dev.meridian.ydoc.Span;
import dev.meridian.ydoc.TextRun;
import dev.meridian.ydoc.TextRun.Kind;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The past of a document is what Yjs finds in it. */
class HistoryTest {
  @Test
  void thePastOfRandomSessionsIsThatOfYjs() {
    try (var yjs = new Yjs()) {
      Fuzz.run("HistoryTest", 500, yjs, Yjs.request("history"), HistoryTest::assertHistory);
    }
  }

  private static void assertHistory(JsonNode history) throws Exception {
    var doc = YDoc.create(Limits.standard(), Tombstones.KEEP);
    var points = new ArrayList<Snapshot>();
    int applied = 0;
    for (var point : history.get("points")) {
      for (; applied < point.get("after").asInt(); applied++) {
        doc.apply(Yjs.bytes(history.get("updates").get(applied)));
      }
      assertArrayEquals(Yjs.bytes(point.get("snapshot")), doc.snapshot().encode(), "snapshot");
      points.add(Snapshot.decode(Yjs.bytes(point.get("snapshot")), Limits.standard()));
      assertEquals(points.getLast(), doc.snapshot());
    }
    var state = doc.encode();
    for (int i = 0; i < points.size(); i++) {
      var expected = history.get("points").get(i);
      var then = doc.at(points.get(i));
      assertEquals(expected.get("plain"), Plain.of(then), "content then");
      assertArrayEquals(Yjs.bytes(expected.get("state")), then.encode(), "state then");
      assertTrue(points.getLast().covers(points.get(i)));
    }
    for (var change : history.get("changes")) {
      var older = points.get(change.get("older").asInt());
      var newer = points.get(change.get("newer").asInt());
      var runs = doc.text("text").between(older, newer);
      assertEquals(change.get("delta"), deltaOf(runs), "delta with authors");
      assertRuns(doc, older, newer, runs);
    }
    for (var known : history.get("known")) {
      assertEquals(
          known.get("contained").asBoolean(),
          points.get(known.get("at").asInt()).contains(Yjs.bytes(known.get("update"))));
    }
    assertArrayEquals(state, doc.encode(), "reading the past changes nothing");
  }

  /** The runs as Yjs tells them, which leaves the last author on embeds that follow. */
  private static JsonNode deltaOf(List<TextRun> runs) {
    var delta = Yjs.JSON.createArrayNode();
    Map<String, Any> change = Map.of();
    for (var run : runs) {
      var isText = run.content() instanceof Any.Str;
      if (isText) {
        change = change(run);
      }
      var attributes = new HashMap<>(run.marks().values());
      attributes.putAll(change);
      add(delta.addObject(), run, Plain.of(new Any.Obj(attributes)), isText);
      int last = delta.size() - 1;
      if (isText && last > 0 && isSameText(delta.get(last - 1), delta.get(last))) {
        var joined =
            delta.get(last - 1).get("text").asText() + delta.get(last).get("text").asText();
        ((ObjectNode) delta.get(last - 1)).put("text", joined);
        delta.remove(last);
      }
    }
    return delta;
  }

  private static Map<String, Any> change(TextRun run) {
    return switch (run.kind()) {
      case KEPT -> Map.of();
      case ADDED -> change("added", run.client());
      case DELETED -> change("removed", run.client());
    };
  }

  private static Map<String, Any> change(String type, long author) {
    return Map.of("ychange", Any.of(Map.of("type", type, "user", author)));
  }

  private static void add(ObjectNode op, TextRun run, JsonNode attributes, boolean isText) {
    op.set(isText ? "text" : "embed", Plain.of(run.content()));
    op.set("attributes", attributes);
  }

  private static boolean isSameText(JsonNode before, JsonNode op) {
    return before.has("text") && before.get("attributes").equals(op.get("attributes"));
  }

  /** What stayed and what came is the newer text; what stayed and what went is the older one. */
  private static void assertRuns(YDoc doc, Snapshot older, Snapshot newer, List<TextRun> runs)
      throws UpdateRejected {
    assertEquals(text(doc.at(newer)), text(runs, Kind.ADDED));
    assertEquals(text(doc.at(older)), text(runs, Kind.DELETED));
    var ids = new HashSet<String>();
    for (var run : runs) {
      int length = run.content() instanceof Any.Str(var units) ? units.length() : 1;
      assertEquals(length, run.toClock() - run.fromClock());
      for (int clock = run.fromClock(); clock < run.toClock(); clock++) {
        assertTrue(ids.add(run.client() + " " + clock), "every element once");
        assertEquals(run.kind() != Kind.ADDED, older.shows(run.client(), clock));
        assertEquals(run.kind() != Kind.DELETED, newer.shows(run.client(), clock));
      }
    }
  }

  private static String text(YDoc doc) {
    var text = new StringBuilder();
    doc.text("text").spans().stream().map(Span::content).forEach(c -> text.append(shown(c)));
    return text.toString();
  }

  private static String text(List<TextRun> runs, Kind kind) {
    var text = new StringBuilder();
    for (var run : runs) {
      text.append(run.kind() == Kind.KEPT || run.kind() == kind ? shown(run.content()) : "");
    }
    return text.toString();
  }

  /** Types are shown as they are now, so only that one is there counts. */
  private static String shown(Item content) {
    return content instanceof Any.Str(var units) ? units : content instanceof Any ? "<v>" : "<t>";
  }

  @Test
  void stateAtAPointLoadsAnywhere() {
    Fuzz.run(
        "HistoryTest, own edits",
        200,
        seed -> {
          var random = new Random(seed);
          var edits = new RandomEdits(random);
          var doc = YDoc.create(Limits.standard(), Tombstones.KEEP).withClientId(7);
          var points = new ArrayList<Snapshot>();
          var contents = new ArrayList<JsonNode>();
          for (int turn = 0; turn < 20; turn++) {
            doc.edit(edit -> edits.next(doc).applyTo(edit));
            points.add(doc.snapshot());
            contents.add(Plain.of(doc));
          }
          for (int i = 0; i < points.size(); i++) {
            assertEquals(contents.get(i), Plain.of(doc.at(points.get(i))), "after edit " + i);
            var then = YDoc.load(Limits.standard(), doc.encodeAt(points.get(i)));
            assertEquals(contents.get(i), Plain.of(then));
            assertFalse(then.isWaiting());
          }
          var all = doc.text("text").between(Snapshot.EMPTY, doc.snapshot());
          assertTrue(all.stream().allMatch(run -> run.kind() == Kind.ADDED && run.client() == 7));
          var marks = all.stream().map(TextRun::marks).toList();
          var spans = doc.text("text").spans().stream().map(Span::marks).toList();
          assertEquals(distinctInOrder(spans), distinctInOrder(marks));
        });
  }

  /** Collecting up to now is what Yjs does when it loads the state with its collector on. */
  @Test
  void collectingEverythingGivesTheBytesOfACollectingDocument() {
    Fuzz.run(
        "HistoryTest, collected whole",
        300,
        seed -> {
          var doc = YDoc.create(Limits.standard(), Tombstones.KEEP);
          for (var update : History.of(seed).updates()) {
            doc.apply(update);
          }
          var collecting = YDoc.load(Limits.standard(), doc.encode());
          var content = Plain.of(doc);
          doc.collect(doc.snapshot());
          assertEquals(content, Plain.of(doc));
          assertEquals(collecting.snapshot(), doc.snapshot());
          assertArrayEquals(collecting.encode(), doc.encode());
        });
  }

  @Test
  void collectingWhatIsOldLeavesEverythingSinceReadable() {
    Fuzz.run(
        "HistoryTest, collected in part",
        300,
        seed -> {
          var updates = History.of(seed).updates();
          var doc = YDoc.create(Limits.standard(), Tombstones.KEEP);
          var twin = YDoc.create(Limits.standard(), Tombstones.KEEP);
          int half = updates.size() / 2;
          for (var update : updates.subList(0, half)) {
            doc.apply(update);
            twin.apply(update);
          }
          doc.collect(doc.snapshot());
          var points = new ArrayList<Snapshot>(List.of(doc.snapshot()));
          for (var update : updates.subList(half, updates.size())) {
            doc.apply(update);
            twin.apply(update);
            points.add(twin.snapshot());
          }
          assertEquals(Plain.of(twin), Plain.of(doc));
          assertEquals(twin.snapshot(), doc.snapshot());
          assertEquals(twin.isWaiting(), doc.isWaiting());
          for (var point : points) {
            assertEquals(Plain.of(twin.at(point)), Plain.of(doc.at(point)));
            assertEquals(
                twin.text("text").between(points.getFirst(), point),
                doc.text("text").between(points.getFirst(), point));
          }
          var loaded = YDoc.load(Limits.standard(), Tombstones.KEEP, doc.encode());
          assertEquals(Plain.of(doc), Plain.of(loaded));
          assertArrayEquals(doc.encode(), loaded.encode());
          assertTrue(doc.weight().textUnits() <= twin.weight().textUnits());
        });
  }

  /** Snapshots come from outside as well. */
  @Test
  void damagedSnapshotIsRefusedOrReadsSomeOtherPast() {
    Fuzz.run(
        "HistoryTest, damaged",
        2_000,
        seed -> {
          var random = new Random(seed);
          var history = History.of(seed % 50);
          var doc = YDoc.create(Limits.standard(), Tombstones.KEEP);
          for (var update : history.updates()) {
            doc.apply(update);
          }
          var state = doc.encode();
          var honest = doc.snapshot();
          Snapshot damaged;
          try {
            var bytes = MutationTest.damage(honest.encode(), random);
            damaged = Snapshot.decode(bytes, Limits.standard());
          } catch (UpdateRejected rejected) {
            return;
          }
          assertEquals(damaged, Snapshot.decode(damaged.encode(), Limits.standard()));
          if (doc.stateVector().covers(damaged.stateVector())) {
            Plain.of(doc.at(damaged));
            doc.text("text").between(damaged, honest);
            doc.text("text").between(honest, damaged);
          } else {
            assertThrows(IllegalArgumentException.class, () -> doc.at(damaged));
          }
          assertArrayEquals(state, doc.encode());
          if (doc.stateVector().covers(damaged.stateVector())) {
            var content = Plain.of(doc);
            doc.collect(damaged);
            assertEquals(content, Plain.of(doc));
            assertEquals(honest, doc.snapshot());
            var loaded = YDoc.load(Limits.standard(), Tombstones.KEEP, doc.encode());
            assertArrayEquals(doc.encode(), loaded.encode());
          }
        });
  }

  private static List<Marks> distinctInOrder(List<Marks> marks) {
    var distinct = new ArrayList<Marks>();
    for (var each : marks) {
      if (distinct.isEmpty() || !distinct.getLast().equals(each)) {
        distinct.add(each);
      }
    }
    return distinct;
  }
}
