package dev.meridian.record.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.record.content.RecordContent.KeyResult;
import dev.meridian.record.content.RecordContent.Objective;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Rules D1 to D4.
class RecordReaderTest {
  private final YDoc document = YDoc.create(Limits.standard());

  private void objective(String id, Consumer<YMap> fill) {
    document.edit(edit -> fill.accept(edit.map(RecordReader.ROOT).setMap(id)));
  }

  private static YMap keyResult(YMap objective, String id) {
    YMap all =
        objective.get("keyResults").orElse(null) instanceof YMap there
            ? there
            : objective.setMap("keyResults");
    return all.setMap(id);
  }

  private Objective read(String id) {
    return Objects.requireNonNull(RecordReader.read(document).objectives().get(id));
  }

  private KeyResult keyResultOf(String objective) {
    return Objects.requireNonNull(read(objective).keyResults().get("k1"));
  }

  @Test
  void d1WrongTypesReadAsAbsentWithASignal() {
    objective(
        "o1",
        map -> {
          map.set("title", Any.of("a plain string"));
          map.setMap("why");
          map.set("ambition", Any.of("heroic"));
          map.set("serves", Any.of(7));
          map.set("ownerId", Any.of("../../etc"));
          map.set("removed", Any.of("yesterday"));
          map.setText("keyResults").insert(0, "none");
        });

    Objective objective = read("o1");

    assertEquals("", objective.title());
    assertEquals("", objective.why());
    assertEquals(Map.of(), objective.fields());
    assertEquals(
        List.of("ambition", "keyResults", "ownerId", "removed", "serves", "title", "why"),
        List.copyOf(objective.signals().keySet()));
  }

  @Test
  void d1ValuesBecomeCanonicalAndUnknownKeysArePassedOver() {
    objective(
        "o1",
        map -> {
          YMap keyResult = keyResult(map, "k1");
          keyResult.set("start", Any.of("007.50"));
          keyResult.set("target", Any.of("1e5"));
          keyResult.set("weight", Any.of("-1"));
          keyResult.set("due", Any.of("2026-02-30"));
          keyResult.set("zones", Any.of(Map.of("commit", "1", "stretch", 3)));
          keyResult.set("colour", Any.of("red"));
          keyResult.set("removed", Any.NULL);
        });

    KeyResult keyResult = keyResultOf("o1");

    assertEquals(Map.of(Field.START, "7.50"), keyResult.fields());
    assertEquals(Map.of("commit", "1"), keyResult.zones());
    assertEquals(
        List.of("due", "target", "weight", "zones.stretch"),
        List.copyOf(keyResult.signals().keySet()));
  }

  @Test
  void d2HostileIdsAreNotRead() {
    for (String id : List.of("", "a b", "../x", "x".repeat(65), "ä", "a\0b")) {
      objective(id, map -> map.setText("title").insert(0, "hidden"));
    }
    objective("__proto__", map -> keyResult(map, "k 1"));

    RecordContent content = RecordReader.read(document);

    assertEquals(List.of("__proto__"), List.copyOf(content.objectives().keySet()));
    assertTrue(read("__proto__").signals().containsKey("keyResults"));
  }

  @Test
  void d2OfTwoKeyResultsWithOneIdTheFirstByOrderIsRead() {
    objective("o1", map -> keyResult(map.setMap("x"), "-"));
    objective(
        "o2",
        map -> {
          map.set("order", Any.of("a"));
          keyResult(map, "k1").setText("title").insert(0, "first");
        });
    objective(
        "o0",
        map -> {
          map.set("order", Any.of("b"));
          keyResult(map, "k1").setText("title").insert(0, "second");
        });

    assertEquals("first", keyResultOf("o2").title());
    assertFalse(read("o0").keyResults().containsKey("k1"));
    assertEquals(
        "has the id of a key result of objective o2", read("o0").signals().get("keyResults.k1"));
  }

  @Test
  void d3OrderThenIdAndWhatHasNoneLast() {
    for (String id : List.of("c", "b", "a", "z")) {
      objective(id, map -> map.set("order", Any.of(id.equals("z") ? "" : "m")));
    }
    objective("first", map -> map.set("order", Any.of("a")));
    assertEquals(
        List.of("first", "a", "b", "c", "z"),
        RecordReader.read(document).inOrder().stream().map(Objective::id).toList());
  }

  @Test
  void d4ALineBreakInATitleReadsAsASpaceAndNulAsAReplacement() {
    objective(
        "o1",
        map -> {
          map.setText("title").insert(0, "a\nb\u2028c\0d");
          map.setText("why").insert(0, "a\nb");
        });
    assertEquals("a b c\uFFFDd", read("o1").title());
    assertEquals("a\nb", read("o1").why());
  }

  @Test
  void rowsAndBackAreTheSameContentAndTheSameJson() {
    objective(
        "o1",
        map -> {
          map.setText("title").insert(0, "Loved 💚");
          map.set("removed", Any.of("2026-01-31T09:30:00.120Z"));
          map.set("ambition", Any.of(1));
          YMap keyResult = keyResult(map, "k1");
          keyResult.set("baseline", Any.of("0.50"));
          keyResult.set("unit", Any.of("€"));
          keyResult.set("backupOwnerId", Any.of("m-1"));
          keyResult.set("zones", Any.of(Map.of("target", "2")));
          YMap milestone = keyResult.setMap("milestones").setMap("m1");
          milestone.set("doneAt", Any.of("2026-01-05T00:00:00Z"));
          milestone.set("due", Any.of("never"));
        });
    RecordContent content = RecordReader.read(document);

    RecordContent back =
        RecordRows.content(RecordRows.objectives(content), RecordRows.keyResults(content));

    assertEquals(content, back);
    assertEquals(
        RecordJson.write(content, new JsonObject()).encode(),
        RecordJson.write(back, new JsonObject()).encode());
  }
}
