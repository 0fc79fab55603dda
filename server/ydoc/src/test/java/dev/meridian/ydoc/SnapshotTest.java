package dev.meridian.ydoc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.ydoc.TextRun.Kind;
import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.lib0.Lib0Writer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final Limits LIMITS = Limits.standard();

  private final YDoc doc = YDoc.create(LIMITS, Tombstones.KEEP).withClientId(1);
  private final YDoc other = YDoc.create(LIMITS, Tombstones.KEEP).withClientId(2);

  private byte[] write(YDoc author, int at, String text) throws UpdateRejected {
    byte[] update = author.edit(edit -> edit.text("t").insert(at, text)).update();
    (author == doc ? other : doc).apply(update);
    return update;
  }

  private static TextRun run(Kind kind, String text, long client, int fromClock) {
    int toClock = fromClock + text.length();
    return new TextRun(kind, Any.of(text), Marks.NONE, client, fromClock, toClock);
  }

  private static Snapshot upTo(long client, int clock) {
    var vector = StateVector.ofSorted(new long[] {client}, new int[] {clock});
    return new Snapshot(vector, DeleteSet.EMPTY);
  }

  @Nested
  class Between {
    @Test
    void tellsWhatStayedCameAndWentAndWhoWroteIt() throws UpdateRejected {
      write(doc, 0, "one two three");
      Snapshot older = doc.snapshot();
      write(other, 3, " and");
      doc.edit(edit -> edit.text("t").delete(8, 4));
      assertEquals("one and three", doc.text("t").toString());
      assertEquals(
          List.of(
              run(Kind.KEPT, "one", 1, 0),
              run(Kind.ADDED, " and", 2, 0),
              run(Kind.KEPT, " ", 1, 3),
              run(Kind.DELETED, "two ", 1, 4),
              run(Kind.KEPT, "three", 1, 8)),
          doc.text("t").between(older, doc.snapshot()));
    }

    @Test
    void theOtherWayRoundTurnsIntoItsOpposite() throws UpdateRejected {
      write(doc, 0, "ab");
      Snapshot older = doc.snapshot();
      write(other, 1, "c");
      assertEquals(
          List.of(
              run(Kind.KEPT, "a", 1, 0), run(Kind.DELETED, "c", 2, 0), run(Kind.KEPT, "b", 1, 1)),
          doc.text("t").between(doc.snapshot(), older));
    }

    @Test
    void goesOnAcrossItemsOfOneAuthor() throws UpdateRejected {
      write(doc, 0, "a");
      write(doc, 1, "c");
      doc.edit(edit -> edit.text("t").delete(1, 1));
      Snapshot older = doc.snapshot();
      write(doc, 1, "d");
      assertEquals(
          List.of(run(Kind.KEPT, "a", 1, 0), run(Kind.ADDED, "d", 1, 2)),
          doc.text("t").between(older, doc.snapshot()));
      assertEquals(
          List.of(run(Kind.DELETED, "c", 1, 1)),
          doc.text("t").between(upTo(1, 2), older).stream()
              .filter(run -> run.kind() == Kind.DELETED)
              .toList());
    }

    @Test
    void carriesTheMarksOfTheNewerPoint() throws UpdateRejected {
      write(doc, 0, "ab");
      Snapshot plain = doc.snapshot();
      doc.edit(edit -> edit.text("t").mark(0, 1, Marks.of("bold", true)));
      var bold = Marks.of("bold", true);
      var now = doc.text("t").between(plain, doc.snapshot());
      assertEquals(List.of(bold, Marks.NONE), now.stream().map(TextRun::marks).toList());
      var then = doc.text("t").between(Snapshot.EMPTY, plain);
      assertEquals(List.of(run(Kind.ADDED, "ab", 1, 0)), then);
    }

    @Test
    void cutsNoSurrogatePairInTwo() throws UpdateRejected {
      write(doc, 0, "😀!");
      assertEquals(
          List.of(run(Kind.KEPT, "\uFFFD", 1, 0), run(Kind.ADDED, "\uFFFD!", 1, 1)),
          doc.text("t").between(upTo(1, 1), doc.snapshot()));
      assertEquals("\uFFFD", doc.at(upTo(1, 1)).text("t").toString());
      assertEquals("😀!", doc.text("t").toString());
    }
  }

  @Nested
  class At {
    @Test
    void isTheDocumentAsItWas() throws UpdateRejected {
      doc.edit(edit -> {
        edit.map("m").set("k", Any.of("old"));
        edit.array("a").insert(0, Any.of(1L), Any.of(2L), Any.of(3L));
        edit.map("m").setText("notes").insert(0, "draft");
      });
      Snapshot point = doc.snapshot();
      doc.edit(edit -> {
        edit.map("m").set("k", Any.of("new"));
        edit.array("a").delete(1, 1);
        edit.map("m").delete("notes");
      });
      Shape shape = Shape.of("m", Shape.Kind.MAP);
      assertEquals("{\"m\":{\"k\":\"old\",\"notes\":\"draft\"}}", Json.text(doc.at(point), shape));
      assertEquals("{\"m\":{\"k\":\"new\"}}", Json.text(doc, shape));
      assertEquals(3, doc.at(point).array("a").length());
      assertEquals(point, doc.at(point).snapshot());
    }

    @Test
    void cutsAnItemThatGrewLater() throws UpdateRejected {
      write(doc, 0, "ab");
      Snapshot point = doc.snapshot();
      write(doc, 2, "cd");
      assertEquals(1, doc.weight().structs());
      assertEquals("ab", doc.at(point).text("t").toString());
      assertEquals("abcd", doc.text("t").toString());
    }

    @Test
    void needsADocumentThatKeepsItsTombstones() throws UpdateRejected {
      var collecting = YDoc.load(LIMITS, doc.encode());
      assertThrows(IllegalStateException.class, () -> collecting.at(Snapshot.EMPTY));
      var text = collecting.text("t");
      assertThrows(IllegalStateException.class, () -> text.between(Snapshot.EMPTY, Snapshot.EMPTY));
    }

    @Test
    void needsADocumentThatHasComeSoFar() throws UpdateRejected {
      write(doc, 0, "a");
      assertThrows(IllegalArgumentException.class, () -> doc.at(upTo(1, 2)));
      assertThrows(IllegalArgumentException.class, () -> doc.encodeAt(upTo(5, 1)));
      var text = doc.text("t");
      var now = doc.snapshot();
      assertThrows(IllegalArgumentException.class, () -> text.between(now, upTo(9, 1)));
    }
  }

  @Nested
  class Contains {
    @Test
    void whatWasTakenByThen() throws UpdateRejected {
      byte[] first = write(doc, 0, "ab");
      Snapshot point = doc.snapshot();
      byte[] second = write(other, 1, "c");
      byte[] deletion = doc.edit(edit -> edit.text("t").delete(0, 1)).update();
      assertTrue(point.contains(first));
      assertFalse(point.contains(second));
      assertFalse(point.contains(deletion));
      assertTrue(doc.snapshot().contains(deletion));
      assertTrue(doc.snapshot().covers(point));
      assertFalse(point.covers(doc.snapshot()));
      assertNotEquals(point, doc.snapshot());
    }
  }

  @Nested
  class Decode {
    @Test
    void isTheOtherSideOfEncode() throws UpdateRejected {
      write(doc, 0, "abcdef");
      write(other, 3, "xyz");
      doc.edit(edit -> edit.text("t").delete(1, 5));
      Snapshot point = doc.snapshot();
      assertEquals(point, Snapshot.decode(point.encode(), LIMITS));
      assertEquals(point.hashCode(), Snapshot.decode(point.encode(), LIMITS).hashCode());
      assertArrayEquals(new byte[] {0, 0}, Snapshot.EMPTY.encode());
      assertTrue(point.toString().contains("[1,3)"), point::toString);
    }

    @Test
    void putsRangesInOrder() throws UpdateRejected {
      var untidy = bytes(2, 8, 0, 7, 3, 9, 2, 3, 4, 5, 3, 0);
      var tidy = bytes(1, 7, 2, 3, 5, 9, 2, 0);
      assertArrayEquals(tidy, Snapshot.decode(untidy, LIMITS).encode());
    }

    @Test
    void believesNoCount() {
      var huge = new Lib0Writer();
      huge.varUint(Integer.MAX_VALUE);
      assertRefused(huge.toBytes());
      assertRefused(bytes(1, 1, 0xff, 0xff, 0xff, 0xff, 0x07));
      assertRefused(bytes(0, 0xff, 0xff, 0xff, 0xff, 0x07));
    }

    @Test
    void refusesImpossibleRangesAndWhatFollows() {
      assertRefused(bytes(1, 1, 1, 0, 0, 0));
      assertRefused(bytes(1, 1, 1, 0xff, 0xff, 0xff, 0xff, 0x07, 1, 0));
      assertRefused(bytes(1, 1, 1, 0, 0xff, 0xff, 0xff, 0xff, 0x08, 0));
      assertRefused(bytes(0, 0, 0));
      byte[] whole = bytes(1, 1, 1, 0, 1, 1, 1, 1);
      for (int length = 0; length < whole.length; length++) {
        assertRefused(Arrays.copyOf(whole, length));
      }
    }

    @Test
    void refusesAClientThatComesTwice() {
      assertRefused(bytes(2, 7, 1, 9, 2, 7, 1, 5, 3, 0));
    }

    @Test
    void refusesMoreBytesThanAStateMayHave() {
      Limits small = LIMITS.withDocument(LIMITS.document().withStateBytes(2));
      var bytes = bytes(0, 1, 1, 1);
      var rejected = assertThrows(UpdateRejected.class, () -> Snapshot.decode(bytes, small));
      assertEquals(Reason.TOO_LARGE, rejected.reason());
    }

    @Test
    void refusesMoreClientsThanADocumentMayHave() {
      Limits few = LIMITS.withDocument(LIMITS.document().withClients(1));
      for (byte[] two : List.of(bytes(2, 2, 0, 1, 0, 0), bytes(0, 2, 2, 1, 1, 1))) {
        var rejected = assertThrows(UpdateRejected.class, () -> Snapshot.decode(two, few));
        assertEquals(Reason.CLIENTS, rejected.reason());
      }
    }

    private static void assertRefused(byte[] bytes) {
      var rejected = assertThrows(UpdateRejected.class, () -> Snapshot.decode(bytes, LIMITS));
      assertEquals(Reason.MALFORMED, rejected.reason());
    }

    private static byte[] bytes(int... values) {
      var out = new Lib0Writer();
      for (int value : values) {
        out.u8(value);
      }
      return out.toBytes();
    }
  }
}
