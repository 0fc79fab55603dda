package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.ydoc.Json;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Shape;
import dev.meridian.ydoc.YDoc;
import org.junit.jupiter.api.Test;

/** Every recorded document reads as the JSON that Yjs gives. */
class JsonTest {
  private static final Shape SHAPE =
      Shape.of("text", Shape.Kind.DELTA)
          .and("array", Shape.Kind.ARRAY)
          .and("map", Shape.Kind.MAP)
          .and("xml", Shape.Kind.XML);

  @Test
  void recordedDocumentsReadAsTheJsonOfYjs() throws Exception {
    try (var yjs = new Yjs()) {
      for (var golden : TestData.golden().toList()) {
        var state = golden.get("state1");
        var doc = YDoc.load(Limits.standard(), Yjs.bytes(state));
        var theirs = yjs.ask(Yjs.request("json").put("state", state.asText()));
        assertEquals(
            Yjs.JSON.readTree(theirs.get("json").asText()),
            Yjs.JSON.readTree(Json.text(doc, SHAPE)),
            () -> "seed " + golden.get("seed"));
      }
    }
  }
}
