package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Position;
import dev.meridian.ydoc.YDoc;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Positions that stay with their neighbour: same bytes and same places as Yjs's relative ones. */
class PositionsTest {
  @Test
  void positionsAreThoseOfYjs() {
    try (var yjs = new Yjs()) {
      Fuzz.run("PositionsTest", 150, seed -> compare(yjs, seed));
    }
  }

  private static void compare(Yjs yjs, int seed) throws Exception {
    var random = new Random(seed);
    var edits = new RandomEdits(random);
    var doc = YDoc.load(Limits.standard(), History.of(seed).replay().encode()).withClientId(9);
    doc.edit(edit -> edit.text("text").insert(0, "some words"));
    var request = Yjs.request("anchors").put("state", Yjs.base64(doc.encode()));
    var anchors = yjs.ask(request);
    var rightBound = Yjs.byteList(anchors.get(0));
    assertEquals(doc.text("text").length() + 1, rightBound.size());
    for (int at = 0; at < rightBound.size(); at++) {
      assertArrayEquals(rightBound.get(at), doc.text("text").anchor(at).encode(), "anchor " + at);
    }
    var all = new ArrayList<>(rightBound);
    all.addAll(Yjs.byteList(anchors.get(1)));
    assertPlaces(yjs, doc, all);
    for (int i = 0; i < 10; i++) {
      doc.edit(edit -> edits.next(doc).applyTo(edit));
    }
    assertPlaces(yjs, doc, all);
  }

  private static void assertPlaces(Yjs yjs, YDoc doc, List<byte[]> positions) throws Exception {
    var request = Yjs.request("positions").put("state", Yjs.base64(doc.encode()));
    request.set("positions", Yjs.base64(positions));
    var places = yjs.ask(request);
    for (int i = 0; i < positions.size(); i++) {
      assertEquals(index(places.get(i)), index(doc, positions.get(i)), "position " + i);
    }
  }

  private static int index(JsonNode place) {
    return place.isNull() ? -1 : place.asInt();
  }

  private static int index(YDoc doc, byte[] position) throws Exception {
    return doc.locate(Position.decode(position)).map(Position.Place::index).orElse(-1);
  }
}
