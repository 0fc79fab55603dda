package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.ydoc.Item;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.YDoc;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that Yjs 13.2 wrote read as its authors say. */
class CompatTest {
  static Stream<Arguments> cases() {
    return TestData.compatibility()
        .valueStream()
        .map(node -> Arguments.of(node.get("name").asText(), node));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void readsAsItsAuthorsSay(String name, JsonNode recorded) throws Exception {
    var doc = YDoc.load(Limits.standard(), Yjs.bytes(recorded.get("update")));
    var expected = Plain.ofJson(recorded.get("expected"));
    assertEquals(expected, read(doc, recorded.get("root").asText(), recorded.get("type").asText()));
  }

  private static JsonNode read(YDoc doc, String root, String type) {
    Item item =
        switch (type) {
          case "Array" -> doc.array(root);
          case "Map" -> doc.map(root);
          case "Text" -> doc.text(root);
          default -> throw new AssertionError(type);
        };
    return type.equals("Text") ? Plain.of(item) : Plain.withTextsAsStrings(item);
  }
}
