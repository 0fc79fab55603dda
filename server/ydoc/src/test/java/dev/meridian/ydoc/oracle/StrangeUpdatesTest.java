package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.oracle.Wire.Deleted;
import dev.meridian.ydoc.oracle.Wire.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Well-formed updates that no honest client would write: neighbours in different types, parents
 * that are texts, collected or gone, keys in lists. The engine must end where Yjs ends, or replicas
 * part.
 */
class StrangeUpdatesTest {
  @Test
  void strangeUpdatesEndWhereYjsEnds() {
    try (var yjs = new Yjs()) {
      Fuzz.run("StrangeUpdatesTest", 1_000, seed -> compare(yjs, seed));
    }
  }

  @Test
  void itemInsideOfATextIsCollected() throws Exception {
    var text = Wire.inRoot("text", Wire.text("a"));
    var inside = Wire.inItem(new Id(1, 0), Wire.text("b"));
    var doc = YDoc.load(Limits.standard(), Wire.update(Wire.block(1, 0, text, inside)));
    assertEquals("a", doc.text("text").toString());
    assertArrayEquals(
        Wire.update(List.of(Wire.block(1, 0, text, Wire.gc(1))), List.of(new Deleted(1, 1, 1))),
        doc.encode());
  }

  @Test
  void itemBesideACollectedOneIsCollected() throws Exception {
    var beside = Wire.after(new Id(1, 1), Wire.text("b"));
    var doc = YDoc.load(Limits.standard(), Wire.update(Wire.block(1, 0, Wire.gc(2), beside)));
    assertArrayEquals(
        Wire.update(List.of(Wire.block(1, 0, Wire.gc(3))), List.of(new Deleted(1, 0, 3))),
        doc.encode());
  }

  @Test
  void markUnderAKeyReadsAsUndefined() throws Exception {
    var mark = Wire.inRoot("map", "k", Wire.format("bold", "true"));
    var doc = YDoc.load(Limits.standard(), Wire.update(Wire.block(1, 0, mark)));
    assertEquals(Optional.of(Any.UNDEFINED), doc.map("map").get("k"));
  }

  private static void compare(Yjs yjs, int seed) throws Exception {
    var random = new Random(seed);
    boolean gc = random.nextBoolean();
    var author = new StrangeAuthor(random);
    var updates = new ArrayList<byte[]>();
    for (int i = 2 + random.nextInt(12); i > 0; i--) {
      updates.add(author.update());
    }
    var request = Yjs.request("follow").put("gc", gc);
    request.set("updates", Yjs.base64(updates));
    var answers = yjs.ask(request);
    var tombstones = gc ? Tombstones.COLLECT : Tombstones.KEEP;
    var doc = YDoc.create(Limits.standard(), tombstones);
    for (int i = 0; i < updates.size(); i++) {
      doc.apply(updates.get(i));
      var step = "update " + i;
      var expected = answers.get(i);
      if (expected.has("failed")) {
        return;
      }
      assertEquals(
          StateVector.decode(Yjs.bytes(expected.get("vector")), Limits.standard()),
          doc.stateVector(),
          step);
      assertArrayEquals(Yjs.bytes(expected.get("state")), doc.encode(), () -> step + ": bytes");
      assertEquals(expected.get("plain"), Plain.of(doc), () -> step + ": content");
    }
    var again = YDoc.load(Limits.standard(), tombstones, doc.encode()).withClientId(9);
    var theirs = yjs.ask(apply(gc, List.of(doc.encode())));
    assertArrayEquals(Yjs.bytes(theirs.get("state")), again.encode(), "loaded");

    updates.clear();
    updates.add(doc.encode());
    var edits = new RandomEdits(random);
    for (int i = 0; i < 10; i++) {
      updates.add(edited(again, edits));
    }
    updates.removeIf(update -> update.length == 0);
    assertEquals(yjs.ask(apply(gc, updates)).get("plain"), Plain.of(again), "edited");
  }

  /**
   * The update of a random edit; none where the text holds values, so that its places are wrong.
   */
  private static byte[] edited(YDoc doc, RandomEdits edits) {
    var before = doc.encode();
    try {
      return doc.edit(edit -> edits.next(doc).applyTo(edit)).update();
    } catch (IllegalArgumentException insideSurrogatePair) {
      assertArrayEquals(before, doc.encode(), "the work threw, so nothing happened");
      return new byte[0];
    }
  }

  private static ObjectNode apply(boolean gc, List<byte[]> updates) {
    var request = Yjs.request("apply").put("gc", gc);
    request.set("updates", Yjs.base64(updates));
    return request;
  }
}
