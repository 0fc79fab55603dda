package dev.meridian.ydoc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.ydoc.UpdateRejected.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is refused, why, and that nothing is left behind. */
class RefusalTest {
  private static final Limits STANDARD = Limits.standard();

  /** A document with some of everything, so that there is something to damage. */
  private static YDoc furnished(Limits limits) {
    YDoc doc = YDoc.create(limits, Tombstones.KEEP).withClientId(50);
    doc.edit(edit -> {
      edit.text("t").insert(0, "ab\ud83d\ude00cd");
      edit.map("m").setMap("k").set("x", Any.of(1));
      edit.array("a").insert(0, Any.of(1), Any.of(2), Any.of(3));
    });
    return doc;
  }

  private static Reason refusal(Limits limits, byte[] update) {
    YDoc doc = furnished(limits);
    byte[] before = doc.encode();
    Weight weight = doc.weight();
    var e = assertThrows(UpdateRejected.class, () -> doc.apply(update));
    assertArrayEquals(before, doc.encode(), e.getMessage());
    assertEquals(weight, doc.weight());
    assertEquals(Set.of("a", "m", "t"), doc.roots());
    assertFalse(doc.isWaiting());
    return e.reason();
  }

  private static Reason refusal(byte[] update) {
    return refusal(STANDARD, update);
  }

  private static Limits values(UnaryOperator<Limits.OfValues> change) {
    return STANDARD.withValues(change.apply(STANDARD.values()));
  }

  private static Limits update(UnaryOperator<Limits.OfUpdate> change) {
    return STANDARD.withUpdate(change.apply(STANDARD.update()));
  }

  private static Limits document(UnaryOperator<Limits.OfDocument> change) {
    return STANDARD.withDocument(change.apply(STANDARD.document()));
  }

  @Nested
  class Malformed {
    private void malformed(Handmade update) {
      assertEquals(Reason.MALFORMED, refusal(update.bytes()));
    }

    @Test
    void whenEmptyOrCutShortAnywhere() {
      byte[] whole = new Handmade().block(7, 0, Handmade.text("hello")).delete(50, 0, 2).bytes();
      for (int length = 0; length < whole.length; length++) {
        assertEquals(Reason.MALFORMED, refusal(Arrays.copyOf(whole, length)), "length " + length);
      }
    }

    @Test
    void withBytesAfterTheEnd() {
      assertEquals(Reason.MALFORMED, refusal(new byte[] {0, 0, 0}));
    }

    @Test
    void withCountsBeyondTheBytes() {
      assertEquals(Reason.MALFORMED, refusal(new byte[] {-1, -1, -1, -1, 7, 0}));
      assertEquals(Reason.MALFORMED, refusal(new byte[] {1, -1, -1, -1, -1, 7, 7, 0, 0}));
      assertEquals(Reason.MALFORMED, refusal(new byte[] {0, -1, -1, -1, -1, 7}));
    }

    @Test
    void withAnUnknownKindOfContentOrType() {
      malformed(new Handmade().block(7, 0, Handmade.raw(11, 1, 1, 't', 0)));
      malformed(new Handmade().block(7, 0, Handmade.raw(31, 1, 1, 't', 0)));
      malformed(new Handmade().block(7, 0, Handmade.raw(7, 1, 1, 't', 7)));
    }

    @Test
    void withStructsOrDeletesWithoutLength() {
      malformed(new Handmade().block(7, 0, Handmade.collected(0)));
      malformed(new Handmade().block(7, 0, Handmade.deleted(0)));
      malformed(new Handmade().block(7, 0, Handmade.text("")));
      malformed(new Handmade().block(7, 0, Handmade.raw(8, 1, 1, 'a', 0)));
      malformed(new Handmade().delete(50, 0, 0));
    }

    @Test
    void withTextThatIsNotUtf8() {
      malformed(new Handmade().block(7, 0, Handmade.raw(4, 1, 1, 't', 1, 0xFF)));
    }

    @Test
    void withJsonThatIsNone() {
      malformed(new Handmade().block(7, 0, Handmade.raw(5, 1, 1, 't', 2, '{', ']')));
      malformed(new Handmade().block(7, 0, Handmade.raw(6, 1, 1, 't', 1, 'b', 1, 'x')));
      malformed(new Handmade().block(7, 0, Handmade.raw(2, 1, 1, 'a', 1, 1, 'x')));
    }

    @Test
    void whenItRefersToWhatItsOwnClientHadNotWritten() {
      malformed(new Handmade().block(7, 0, Handmade.textAfter(7, 0, "x")));
      malformed(new Handmade().block(7, 3, Handmade.textAfter(7, 9, "x")));
      malformed(new Handmade().block(7, 0, Handmade.textBefore(7, 5, "x")));
      malformed(new Handmade().block(7, 0, Handmade.mapIn(7, 0)));
    }

    @Test
    void whenAClientComesTwice() {
      malformed(
          new Handmade()
              .block(7, 0, Handmade.text("a"))
              .block(7, 1, Handmade.textAfter(7, 0, "b")));
    }
  }

  @Nested
  class TooLarge {
    @Test
    void asAWhole() {
      byte[] update = new Handmade().block(7, 0, Handmade.text("x".repeat(200))).bytes();
      assertEquals(Reason.TOO_LARGE, refusal(STANDARD.withUpdateBytes(200), update));
    }

    @Test
    void aStringOrValue() {
      Limits small = values(v -> v.withBytes(10));
      byte[] text = new Handmade().block(7, 0, Handmade.text("x".repeat(11))).bytes();
      byte[] value = new Handmade().block(7, 0, Handmade.value(Any.of("x".repeat(11)))).bytes();
      assertEquals(Reason.TOO_LARGE, refusal(small, text));
      assertEquals(Reason.TOO_LARGE, refusal(small, value));
    }

    @Test
    void aKeyOrTheNameOfARoot() {
      String longName = "x".repeat(256);
      byte[] root = new Handmade().block(7, 0, Handmade.rootText(longName, "x")).bytes();
      assertEquals(Reason.TOO_LARGE, refusal(root));
      Limits shortKeys = values(v -> v.withKeyBytes(4));
      var fiveBytes = Handmade.raw(0x20 | 8, 1, 1, 'm', 5, 'a', 'b', 'c', 'd', 'e', 1, 126);
      byte[] key = new Handmade().block(7, 0, fiveBytes).bytes();
      assertEquals(Reason.TOO_LARGE, refusal(shortKeys, key));
    }

    @Test
    void theDocument() {
      Limits light = document(d -> d.withBytes(4000));
      byte[] update = new Handmade().block(7, 0, Handmade.text("x".repeat(3000))).bytes();
      assertEquals(Reason.TOO_LARGE, refusal(light, update));
    }
  }

  @Nested
  class TooMany {
    private final Handmade.Struct[] twenty = new Handmade.Struct[20];

    {
      Arrays.fill(twenty, Handmade.text("x"));
    }

    @Test
    void structsInAnUpdate() {
      byte[] update = new Handmade().block(7, 0, twenty).bytes();
      assertEquals(Reason.TOO_MANY, refusal(update(u -> u.withStructs(19)), update));
    }

    @Test
    void structsInTheDocument() {
      byte[] update = new Handmade().block(7, 0, twenty).bytes();
      assertEquals(Reason.TOO_MANY, refusal(document(d -> d.withStructs(20)), update));
    }

    @Test
    void deleteRanges() {
      byte[] update = new Handmade().delete(50, 0, 1).delete(50, 2, 1).bytes();
      assertEquals(Reason.TOO_MANY, refusal(update(u -> u.withDeletes(1)), update));
    }

    @Test
    void clientsInAnUpdate() {
      byte[] update =
          new Handmade().block(8, 0, Handmade.text("x")).block(7, 0, Handmade.text("x")).bytes();
      assertEquals(Reason.CLIENTS, refusal(update(u -> u.withClients(1)), update));
    }

    @Test
    void clientsInTheDocument() throws UpdateRejected {
      Limits one = document(d -> d.withClients(1));
      byte[] update = new Handmade().block(7, 0, Handmade.text("x")).bytes();
      assertEquals(Reason.CLIENTS, refusal(one, update));
      YDoc doc = furnished(one);
      assertTrue(doc.apply(doc.encode()).isEmpty());
    }
  }

  @Nested
  class TooDeep {
    @Test
    void types() {
      int depth = STANDARD.values().typeDepth() + 1;
      var nested = new Handmade.Struct[depth];
      nested[0] = Handmade.rootMap();
      for (int i = 1; i < depth; i++) {
        nested[i] = Handmade.mapIn(7, i - 1);
      }
      assertEquals(Reason.TOO_DEEP, refusal(new Handmade().block(7, 0, nested).bytes()));
    }

    @Test
    void values() {
      Any value = Any.NULL;
      for (int i = 0; i <= STANDARD.values().depth(); i++) {
        value = new Any.Arr(List.of(value));
      }
      byte[] update = new Handmade().block(7, 0, Handmade.value(value)).bytes();
      assertEquals(Reason.TOO_DEEP, refusal(update));
    }
  }

  @Nested
  class Clock {
    @Test
    void beyond31Bits() {
      assertEquals(
          Reason.CLOCK, refusal(new Handmade().block(7, 1L << 31, Handmade.text("x")).bytes()));
      assertEquals(
          Reason.CLOCK,
          refusal(new Handmade().block(7, (1L << 31) - 1, Handmade.text("x")).bytes()));
      assertEquals(Reason.CLOCK, refusal(new Handmade().delete(50, 5, (1L << 31) - 5).bytes()));
    }

    @Test
    void movedByLengthWithoutContent() {
      byte[] jump = new Handmade().block(7, 0, Handmade.collected(70_000_000)).bytes();
      byte[] deleted = new Handmade().block(7, 0, Handmade.deleted(70_000_000)).bytes();
      assertEquals(Reason.CLOCK, refusal(jump));
      assertEquals(Reason.CLOCK, refusal(deleted));
    }
  }

  @Test
  void rootsThatAreNotOnTheList() {
    Limits listed = STANDARD.withRoots(Set.of("t", "m", "a"));
    byte[] update =
        new Handmade()
            .block(8, 0, Handmade.text("x"))
            .block(7, 0, Handmade.rootText("hidden", "x"))
            .bytes();
    assertEquals(Reason.UNKNOWN_ROOT, refusal(listed, update));
  }

  @Nested
  class Cost {
    private static final int CLIENTS = 40;

    /** Many clients write at one place; the last one cuts a pair, deletes, and is refused. */
    private byte[] crowd() {
      var crowd = new Handmade();
      for (int client = 1000 + CLIENTS; client > 1000; client--) {
        crowd.block(client, 0, Handmade.textAfter(50, 2, "x"));
      }
      return crowd.delete(50, 1, 2).bytes();
    }

    @Test
    void isRefusedAndAllThatWasLinkedIsTakenBack() {
      assertEquals(Reason.COST, refusal(update(u -> u.withConflictSteps(CLIENTS / 2)), crowd()));
    }

    @Test
    void isFineWithinTheBudget() throws UpdateRejected {
      YDoc doc = furnished(update(u -> u.withConflictSteps(CLIENTS * 2)));
      doc.apply(crowd());
      assertEquals(CLIENTS, doc.text("t").toString().chars().filter(c -> c == 'x').count());
    }

    @Test
    void ofRangesThatOverlapIsThatOfOne() throws UpdateRejected {
      var update = new Handmade();
      for (int i = 0; i < 50_000; i++) {
        update.delete(50, 0, 1_000_000);
      }
      YDoc doc = YDoc.create(STANDARD).withClientId(50);
      for (int i = 0; i < 2000; i++) {
        int at = i / 2;
        doc.edit(edit -> edit.text("t").insert(at, "x"));
      }
      long start = System.nanoTime();
      doc.apply(update.bytes());
      assertEquals(0, doc.text("t").length());
      assertTrue(System.nanoTime() - start < 2_000_000_000L);
    }
  }

  @Nested
  class Gate {
    private record Question(long client, int from, int to) {}

    private final List<Question> questions = new ArrayList<>();

    private boolean note(long client, int from, int to) {
      questions.add(new Question(client, from, to));
      return client != 66;
    }

    @Test
    void thatSaysNoLeavesTheDocumentAsItWas() {
      YDoc doc = furnished(STANDARD);
      byte[] before = doc.encode();
      byte[] update =
          new Handmade().block(67, 0, Handmade.text("x")).block(66, 0, Handmade.text("x")).bytes();
      var e = assertThrows(UpdateRejected.class, () -> doc.apply(update, this::note));
      assertEquals(Reason.FOREIGN_CLIENT, e.reason());
      assertArrayEquals(before, doc.encode());
    }

    @Test
    void isAskedOnlyAboutWhatIsNew() throws UpdateRejected {
      YDoc doc = furnished(STANDARD);
      doc.apply(new Handmade().block(7, 0, Handmade.text("abc")).bytes());
      byte[] update =
          new Handmade()
              .block(50, 0, Handmade.text("ab"))
              .block(7, 0, Handmade.text("abc"), Handmade.textAfter(7, 2, "de"))
              .delete(50, 0, 1)
              .bytes();
      doc.apply(update, this::note);
      assertEquals(List.of(new Question(7, 3, 5)), questions);
    }

    @Test
    void isAskedAboutWhatHasToWaitWhenItArrives() throws UpdateRejected {
      YDoc doc = furnished(STANDARD);
      doc.apply(new Handmade().block(7, 5, Handmade.textAfter(7, 4, "x")).bytes(), this::note);
      assertEquals(List.of(new Question(7, 5, 6)), questions);
    }
  }
}
