package dev.meridian.ydoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class YTextTest {
  private static final Marks BOLD = Marks.of("bold", true);
  private static final Marks NOT_BOLD = Marks.of("bold", null);

  private final YDoc doc = YDoc.create(Limits.standard()).withClientId(1);
  private final YText text = doc.text("t");

  private Change edit(Consumer<YText> work) {
    return doc.edit(_ -> work.accept(text));
  }

  private static Span span(String content, Marks marks) {
    return new Span(Any.of(content), marks);
  }

  private String delta() {
    String json = Json.text(doc, Shape.of("t", Shape.Kind.DELTA));
    return json.substring("{\"t\":".length(), json.length() - 1);
  }

  @Nested
  class Insert {
    @Test
    void isRefusedOutsideTheText() {
      assertThrows(IndexOutOfBoundsException.class, () -> edit(t -> t.insert(1, "x")));
      assertThrows(IndexOutOfBoundsException.class, () -> edit(t -> t.insert(-1, "x")));
    }

    @Test
    void isRefusedInsideASurrogatePair() {
      edit(t -> t.insert(0, "\ud83d\ude00"));
      assertThrows(IllegalArgumentException.class, () -> edit(t -> t.insert(1, "x")));
      assertEquals("\ud83d\ude00", text.toString());
    }

    @Test
    void isRefusedWithALoneSurrogate() {
      assertThrows(IllegalArgumentException.class, () -> edit(t -> t.insert(0, "a\ud83d")));
      assertThrows(IllegalArgumentException.class, () -> edit(t -> t.insert(0, "\ude00b")));
      assertEquals(0, text.length());
    }

    @Test
    void goesWhereItIsTold() {
      edit(t -> t.insert(0, "ac"));
      edit(t -> t.insert(1, "b"));
      edit(t -> t.insert(3, "d"));
      assertEquals("abcd", text.toString());
      assertEquals(4, text.length());
    }

    @Test
    void carriesOnTheMarksBeforeIt() {
      edit(t -> t.insert(0, "ab", BOLD));
      edit(t -> t.insert(1, "x"));
      assertEquals("[{\"insert\":\"axb\",\"attributes\":{\"bold\":true}}]", delta());
    }

    @Test
    void withMarksHasThoseAndNoOthers() {
      edit(t -> t.insert(0, "ab", BOLD));
      edit(t -> t.insert(1, "x", Marks.of("color", "red")));
      assertEquals(
          List.of(span("a", BOLD), span("x", Marks.of("color", "red")), span("b", BOLD)),
          text.spans());
    }

    @Test
    void ofManyPiecesEndsInOneItem() {
      for (int i = 0; i < 100; i++) {
        int at = i;
        edit(t -> t.insert(at, "x"));
      }
      assertEquals(1, doc.weight().structs());
    }
  }

  @Nested
  class Delete {
    @Test
    void isRefusedOutsideTheText() {
      edit(t -> t.insert(0, "abc"));
      assertThrows(IndexOutOfBoundsException.class, () -> edit(t -> t.delete(1, 3)));
      assertThrows(IndexOutOfBoundsException.class, () -> edit(t -> t.delete(0, -1)));
    }

    @Test
    void isRefusedWhenItBeginsOrEndsInsideASurrogatePair() {
      edit(t -> t.insert(0, "a\ud83d\ude00b"));
      assertThrows(IllegalArgumentException.class, () -> edit(t -> t.delete(0, 2)));
      assertThrows(IllegalArgumentException.class, () -> edit(t -> t.delete(2, 2)));
      assertEquals("a\ud83d\ude00b", text.toString());
    }

    @Test
    void takesMarksWithItThatMarkNothingAnyMore() {
      edit(t -> t.insert(0, "abc"));
      edit(t -> t.mark(1, 1, BOLD));
      edit(t -> t.delete(1, 1));
      assertEquals("[{\"insert\":\"ac\"}]", delta());
    }
  }

  @Nested
  class Mark {
    @Test
    void coversExactlyItsRange() {
      edit(t -> t.insert(0, "abcd"));
      edit(t -> t.mark(1, 2, BOLD));
      assertEquals(
          List.of(span("a", Marks.NONE), span("bc", BOLD), span("d", Marks.NONE)), text.spans());
    }

    @Test
    void isTakenAwayWithNull() {
      edit(t -> t.insert(0, "abcd", BOLD));
      edit(t -> t.mark(1, 2, NOT_BOLD));
      assertEquals(List.of(span("a", BOLD), span("bc", Marks.NONE), span("d", BOLD)), text.spans());
    }

    @Test
    void isNotWrittenWhereItIsOnAlready() {
      edit(t -> t.insert(0, "abcd", BOLD));
      assertTrue(edit(t -> t.mark(0, 4, BOLD)).isEmpty());
    }

    @Test
    void keepsValuesOfEveryKind() {
      Marks link = Marks.of("link", Map.of("href", "x")).and("size", 1.5);
      edit(t -> t.insert(0, "a", link));
      assertEquals(List.of(span("a", link)), text.spans());
    }

    @Test
    void doesNotCountForTheLength() {
      edit(t -> t.insert(0, "abcd"));
      edit(t -> t.mark(1, 2, BOLD));
      assertEquals(4, text.length());
      assertEquals("abcd", text.toString());
    }
  }

  @Nested
  class Embed {
    @Test
    void countsOneAndIsNoCharacter() {
      edit(t -> t.insert(0, "ab"));
      edit(t -> t.embed(1, Any.of(Map.of("image", "x.png")), BOLD));
      assertEquals(3, text.length());
      assertEquals("ab", text.toString());
      assertEquals(new Span(Any.of(Map.of("image", "x.png")), BOLD), text.spans().get(1));
    }
  }

  @Test
  void aRemoteCutInsideASurrogatePairBecomesTwoReplacementsAsInYjs() throws UpdateRejected {
    edit(t -> t.insert(0, "\ud83d\ude00"));
    doc.apply(new Handmade().block(0, 0, Handmade.textAfter(1, 0, "x")).bytes());
    assertEquals("\ufffdx\ufffd", text.toString());
  }
}
