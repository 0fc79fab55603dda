package dev.meridian.ydoc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SharedTypesTest {
  private final YDoc doc = YDoc.create(Limits.standard()).withClientId(1);

  private static final Shape SHAPE =
      Shape.of("a", Shape.Kind.ARRAY).and("m", Shape.Kind.MAP).and("x", Shape.Kind.XML);

  private String json() {
    return Json.text(doc, SHAPE);
  }

  @Nested
  class Array {
    @Test
    void isIndexedOverValuesTypesAndBytes() {
      doc.edit(edit -> {
        YArray array = edit.array("a");
        array.insert(0, Any.of(1), Any.of(new byte[] {7}), Any.of("x"));
        array.insertMap(1).set("k", Any.NULL);
      });
      YArray array = doc.array("a");
      assertEquals(4, array.length());
      assertEquals(Any.of(1), array.get(0));
      assertInstanceOf(YMap.class, array.get(1));
      assertEquals(Any.of(new byte[] {7}), array.get(2));
      assertEquals(Any.of("x"), array.get(3));
      assertThrows(IndexOutOfBoundsException.class, () -> array.get(4));
    }

    @Test
    void losesWhatIsDeletedAndNothingElse() {
      doc.edit(edit -> edit.array("a").insert(0, Any.of(0), Any.of(1), Any.of(2), Any.of(3)));
      doc.edit(edit -> edit.array("a").delete(1, 2));
      assertEquals(List.of(Any.of(0), Any.of(3)), doc.array("a").items());
      assertThrows(
          IndexOutOfBoundsException.class, () -> doc.edit(edit -> edit.array("a").delete(1, 2)));
    }

    @Test
    void joinsValuesPushedOneByOne() {
      for (int i = 0; i < 100; i++) {
        int at = i;
        doc.edit(edit -> edit.array("a").insert(at, Any.of(at)));
      }
      assertEquals(1, doc.weight().structs());
      assertEquals(Any.of(57), doc.array("a").get(57));
    }
  }

  @Nested
  class OfKeys {
    @Test
    void hasTheLastValueOfEveryKey() {
      doc.edit(edit -> edit.map("m").set("k", Any.of(1)));
      doc.edit(edit -> edit.map("m").set("k", Any.of(2)));
      assertEquals(Optional.of(Any.of(2)), doc.map("m").get("k"));
      assertEquals(Set.of("k"), doc.map("m").keys());
    }

    @Test
    void forgetsDeletedKeys() {
      doc.edit(edit -> edit.map("m").set("k", Any.of(1)));
      doc.edit(edit -> edit.map("m").delete("k"));
      assertEquals(Optional.empty(), doc.map("m").get("k"));
      assertEquals(Set.of(), doc.map("m").keys());
      assertTrue(doc.edit(edit -> edit.map("m").delete("k")).isEmpty());
    }

    @Test
    void agreesOnOneOfTwoConcurrentValues() throws UpdateRejected {
      YDoc other = YDoc.create(Limits.standard()).withClientId(2);
      byte[] mine = doc.edit(edit -> edit.map("m").set("k", Any.of("mine"))).update();
      byte[] theirs = other.edit(edit -> edit.map("m").set("k", Any.of("theirs"))).update();
      doc.apply(theirs);
      other.apply(mine);
      assertEquals(doc.map("m").get("k"), other.map("m").get("k"));
      assertArrayEquals(doc.encode(), other.encode());
    }

    @Test
    void losesWhatWasInsideAnOverwrittenType() {
      doc.edit(edit -> edit.map("m").setMap("k").setArray("deep").insert(0, Any.of(1)));
      YMap inner = (YMap) doc.map("m").get("k").orElseThrow();
      doc.edit(edit -> edit.map("m").set("k", Any.of("flat")));
      assertEquals(Set.of(), inner.keys());
      assertEquals(Optional.empty(), doc.nested((NodeId.Nested) inner.id()));
      assertEquals("{\"a\":[],\"m\":{\"k\":\"flat\"},\"x\":\"\"}", json());
    }
  }

  @Nested
  class Xml {
    @Test
    void isWrittenWithItsAttributesSorted() {
      doc.edit(edit -> {
        YXml div = edit.xml("x").insertElement(0, "DIV");
        div.setAttribute("id", Any.of("b"));
        div.setAttribute("class", Any.of("a"));
        div.insertText(0).insert(0, "text", Marks.of("b", Map.of()));
        div.insertElement(1, "br");
      });
      YXml div = (YXml) doc.xml("x").children().getFirst();
      assertEquals("<div class=\"a\" id=\"b\"><b>text</b><br></br></div>", doc.xml("x").toString());
      assertEquals("DIV", div.name());
      assertEquals(Map.of("class", Any.of("a"), "id", Any.of("b")), div.attributes());
      doc.edit(_ -> div.removeAttribute("id"));
      doc.edit(_ -> div.delete(0, 1));
      assertEquals("<div class=\"a\"><br></br></div>", doc.xml("x").toString());
    }
  }

  @Nested
  class AsJson {
    @Test
    void sortsKeysAndNestsTypes() {
      doc.edit(edit -> {
        YMap map = edit.map("m");
        map.set("b", Any.of(1700000000123.0));
        map.setText("a").insert(0, "text");
        map.setArray("c").insertMap(0).set("k", Any.of(List.of(true)));
      });
      assertEquals(
          "{\"a\":[],\"m\":{\"a\":\"text\",\"b\":1700000000123,\"c\":[{\"k\":[true]}]},\"x\":\"\"}",
          json());
    }

    @Test
    void writesTypesNestedAsDeepAsTheyMayBe() {
      doc.edit(edit -> {
        YArray array = edit.array("a");
        for (int i = 0; i < Limits.standard().values().typeDepth(); i++) {
          array = array.insertArray(0);
        }
      });
      assertEquals(257, json().chars().filter(c -> c == '[').count());
    }
  }

  @Test
  void ownTypesMayNotNestDeeperThanOthersMay() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                doc.edit(edit -> {
                  YMap map = edit.map("m");
                  for (int i = 0; i <= Limits.standard().values().typeDepth(); i++) {
                    map = map.setMap("k");
                  }
                }));
    assertTrue(String.valueOf(e.getMessage()).contains("TOO_DEEP"));
    assertEquals(0, doc.weight().structs());
  }
}
