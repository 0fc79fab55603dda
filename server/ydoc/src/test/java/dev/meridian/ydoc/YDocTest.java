package dev.meridian.ydoc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class YDocTest {
  private static final Limits LIMITS = Limits.standard();

  private final YDoc doc = YDoc.create(LIMITS).withClientId(1);
  private final YDoc other = YDoc.create(LIMITS).withClientId(2);

  private static byte[] type(YDoc doc, int at, String text) {
    return doc.edit(edit -> edit.text("t").insert(at, text)).update();
  }

  private static String text(YDoc doc) {
    return doc.text("t").toString();
  }

  @Nested
  class Apply {
    @Test
    void bringsReplicasTogetherInAnyOrder() throws UpdateRejected {
      byte[] mine = type(doc, 0, "mine");
      byte[] theirs = type(other, 0, "theirs");
      doc.apply(theirs);
      other.apply(mine);
      assertEquals("minetheirs", text(doc));
      assertEquals(text(doc), text(other));
      assertArrayEquals(doc.encode(), other.encode());
    }

    @Test
    void changesNothingTheSecondTime() throws UpdateRejected {
      byte[] update = type(doc, 0, "x");
      assertFalse(other.apply(update).isEmpty());
      byte[] state = other.encode();
      assertSame(Applied.NOTHING, other.apply(update));
      assertArrayEquals(state, other.encode());
    }

    @Test
    void relaysTheReceivedBytesWhenAllWasNew() throws UpdateRejected {
      byte[] update = type(doc, 0, "x");
      assertSame(update, other.apply(update).update());
    }

    @Test
    void relaysOnlyWhatWasNew() throws UpdateRejected {
      other.apply(type(doc, 0, "old"));
      byte[] news = type(doc, 3, "new");
      Applied applied = other.apply(doc.encode());
      assertArrayEquals(news, applied.update());
    }

    @Test
    void relaysADeleteOnce() throws UpdateRejected {
      other.apply(type(doc, 0, "abc"));
      byte[] delete = doc.edit(edit -> edit.text("t").delete(0, 2)).update();
      assertSame(delete, other.apply(delete).update());
      assertTrue(other.apply(delete).isEmpty());
      assertTrue(other.apply(doc.encode()).isEmpty());
    }

    @Test
    void isRefusedInsideAnEdit() {
      byte[] update = type(other, 0, "x");
      doc.edit(_ -> assertThrows(IllegalStateException.class, () -> doc.apply(update)));
    }

    @Test
    void tellsWhatItTouched() throws UpdateRejected {
      Change made =
          doc.edit(edit -> {
            edit.map("m").setMap("goal").set("title", Any.of("x"));
            edit.text("t").insert(0, "abc");
          });
      Applied applied = other.apply(made.update());
      assertEquals(made.touched(), applied.touched());
      assertEquals(Set.of("m", "t"), applied.touched().roots());
      assertEquals(
          Set.of(new NodeId.Root("m"), new NodeId.Root("t")),
          Set.copyOf(applied.touched().types()));
      assertEquals(5, applied.touched().inserted());
      assertEquals(0, applied.touched().deleted());
    }

    @Test
    void namesTheNestedTypeThatChanged() throws UpdateRejected {
      var goal = new ArrayList<NodeId>();
      other.apply(doc.edit(edit -> goal.add(edit.map("m").setMap("goal").id())).update());
      YMap map = (YMap) doc.map("m").get("goal").orElseThrow();
      Applied applied = other.apply(doc.edit(_ -> map.set("title", Any.of("x"))).update());
      assertEquals(goal, applied.touched().types());
      assertEquals(Set.of("m"), applied.touched().roots());
      assertEquals(
          new YDoc.Holder(new NodeId.Root("m"), Optional.of("goal")),
          other.holderOf((NodeId.Nested) goal.getFirst()).orElseThrow());
      Item found = other.nested((NodeId.Nested) goal.getFirst()).orElseThrow();
      assertEquals(Optional.of(Any.of("x")), ((YMap) found).get("title"));
    }
  }

  @Nested
  class WhatWaits {
    private final byte[] first = type(doc, 0, "a");
    private final byte[] second = type(doc, 1, "b");
    private final byte[] third = type(doc, 2, "c");

    @Test
    void isNotInTheStateAndNotInTheStateVector() throws UpdateRejected {
      Applied applied = other.apply(third);
      assertTrue(applied.isWaiting());
      assertTrue(applied.isEmpty());
      assertEquals(StateVector.EMPTY, applied.missing());
      assertTrue(other.isWaiting());
      assertEquals(0, other.stateVector().size());
      assertArrayEquals(new byte[] {0, 0}, other.encode());
    }

    @Test
    void goesInWithWhatItWaitedFor() throws UpdateRejected {
      other.apply(third);
      other.apply(second);
      Applied applied = other.apply(first);
      assertFalse(applied.isWaiting());
      assertFalse(other.isWaiting());
      assertEquals("abc", text(other));
      assertArrayEquals(doc.encode(), applied.update());
    }

    @Test
    void isReportedWithWhatIsKnownSoFar() throws UpdateRejected {
      other.apply(first);
      assertEquals(other.stateVector(), other.apply(third).missing());
      assertEquals(1, other.stateVector().clock(1));
    }

    @Test
    void mayBeADelete() throws UpdateRejected {
      byte[] delete = doc.edit(edit -> edit.text("t").delete(1, 2)).update();
      assertTrue(other.apply(delete).isWaiting());
      other.apply(first);
      other.apply(second);
      other.apply(third);
      assertEquals("a", text(other));
      assertFalse(other.isWaiting());
      assertArrayEquals(doc.encode(), other.encode());
    }

    @Test
    void isForgottenOnDemand() throws UpdateRejected {
      other.apply(third);
      other.dropWaiting();
      assertFalse(other.isWaiting());
      other.apply(first);
      other.apply(second);
      assertEquals("ab", text(other));
    }

    @Test
    void isForgottenWhenItIsTooMuch() throws UpdateRejected {
      YDoc small =
          YDoc.create(LIMITS.withDocument(LIMITS.document().withWaitingBytes(third.length - 1)));
      assertTrue(small.apply(third).isWaiting());
      assertFalse(small.isWaiting());
    }

    @Test
    void isKeptOnceHoweverOftenItComes() throws UpdateRejected {
      YDoc small =
          YDoc.create(LIMITS.withDocument(LIMITS.document().withWaitingBytes(third.length * 8)));
      for (int i = 0; i < 1000; i++) {
        small.apply(third);
      }
      assertTrue(small.isWaiting());
      small.apply(first);
      small.apply(second);
      assertEquals("abc", text(small));
    }

    @Test
    void doesNotStopOthersWhenItTurnsOutToBeRefused() throws UpdateRejected {
      Limits flat = LIMITS.withValues(LIMITS.values().withTypeDepth(2));
      YDoc shallow = YDoc.create(flat);
      byte[] deep =
          new Handmade()
              .block(9, 1, Handmade.mapIn(9, 0), Handmade.mapIn(9, 1), Handmade.mapIn(9, 2))
              .bytes();
      byte[] root = new Handmade().block(9, 0, Handmade.rootMap()).bytes();
      assertTrue(shallow.apply(deep).isWaiting());
      assertSame(root, shallow.apply(root).update());
      assertFalse(shallow.isWaiting());
      assertEquals(1, shallow.stateVector().clock(9));
    }
  }

  @Nested
  class Encode {
    @Test
    void readsBackAsTheSameDocument() throws UpdateRejected {
      type(doc, 0, "hello");
      doc.edit(edit -> edit.text("t").delete(1, 2));
      YDoc loaded = YDoc.load(LIMITS, doc.encode());
      assertEquals("hlo", text(loaded));
      assertArrayEquals(doc.encode(), loaded.encode());
      assertEquals(doc.weight().structs(), loaded.weight().structs());
      assertEquals(doc.weight().textUnits(), loaded.weight().textUnits());
    }

    @Test
    void sinceAStateVectorHoldsOnlyTheRest() throws UpdateRejected {
      other.apply(type(doc, 0, "abc"));
      byte[] news = type(doc, 3, "def");
      assertArrayEquals(news, doc.encodeSince(other.stateVector()));
    }

    @Test
    void keepsDeletedTextOnlyWhenAskedTo() throws UpdateRejected {
      YDoc keeping = YDoc.create(LIMITS, Tombstones.KEEP);
      byte[] typed = type(doc, 0, "secret");
      byte[] deleted = doc.edit(edit -> edit.text("t").delete(0, 6)).update();
      keeping.apply(typed);
      keeping.apply(deleted);
      assertEquals(6, keeping.weight().textUnits());
      assertEquals(0, doc.weight().textUnits());
      YDoc loaded = YDoc.load(LIMITS, Tombstones.KEEP, keeping.encode());
      assertEquals(6, loaded.weight().textUnits());
      assertEquals("", text(loaded));
    }
  }

  @Nested
  class OwnEdits {
    @Test
    void takeNothingBackWhenTheWorkEnds() {
      Change change = doc.edit(edit -> edit.text("t").insert(0, "x"));
      assertFalse(change.isEmpty());
      assertEquals(
          new Touched(Set.of("t"), List.of(new NodeId.Root("t")), 1, 0, 1, 0), change.touched());
    }

    @Test
    void areCountedByCharactersOfTextAlso() {
      Change written =
          doc.edit(edit -> {
            YMap map = edit.map("m");
            map.set("due", Any.of("2026-03-31"));
            map.setText("title").insert(0, "one two");
          });
      assertEquals(9, written.touched().inserted());
      assertEquals(7, written.touched().insertedText());
      Change shortened =
          doc.edit(edit -> {
            if (edit.map("m").get("title").orElseThrow() instanceof YText title) {
              title.delete(0, 4);
            }
            edit.map("m").delete("due");
          });
      assertEquals(4, shortened.touched().deletedText());
      Change gone = doc.edit(edit -> edit.map("m").delete("title"));
      assertEquals(3, gone.touched().deletedText());
      assertEquals(0, gone.touched().insertedText());
    }

    @Test
    void areTakenBackWhenTheWorkThrows() {
      type(doc, 0, "one \ud83d\ude00 two");
      byte[] before = doc.encode();
      Weight weight = doc.weight();
      assertThrows(
          IndexOutOfBoundsException.class,
          () ->
              doc.edit(edit -> {
                edit.text("t").delete(1, 8);
                edit.text("t").insert(1, "three");
                edit.map("m").set("k", Any.of(1));
                edit.text("t").delete(0, 100);
              }));
      assertEquals("one \ud83d\ude00 two", text(doc));
      assertArrayEquals(before, doc.encode());
      assertEquals(weight, doc.weight());
      assertEquals(Set.of("t"), doc.roots());
    }

    @Test
    void areEmptyWhenNothingChanged() {
      type(doc, 0, "abc");
      Weight weight = doc.weight();
      assertTrue(doc.edit(_ -> {}).isEmpty());
      assertTrue(doc.edit(edit -> edit.text("t").insert(1, "")).isEmpty());
      assertEquals(weight, doc.weight());
    }

    @Test
    void doNotNest() {
      doc.edit(_ -> assertThrows(IllegalStateException.class, () -> doc.edit(_ -> {})));
    }

    @Test
    void areOnlyPossibleInsideEdit() {
      YText text = doc.text("t");
      assertThrows(IllegalStateException.class, () -> text.insert(0, "x"));
      doc.edit(_ -> text.insert(0, "x"));
      assertThrows(IllegalStateException.class, () -> text.delete(0, 1));
    }

    @Test
    void drawAFreshClientIdPerDocument() throws UpdateRejected {
      YDoc one = YDoc.create(LIMITS);
      type(one, 0, "a");
      YDoc again = YDoc.load(LIMITS, one.encode());
      type(again, 1, "b");
      assertEquals(2, again.stateVector().size());
      for (long client : again.stateVector().clients()) {
        assertTrue(client > 0 && client < 1L << 32);
      }
    }

    @Test
    void goOnUnderAnotherIdWhenSomebodyElseUsesIt() throws UpdateRejected {
      type(doc, 0, "a");
      doc.apply(new Handmade().block(1, 1, Handmade.textAfter(1, 0, "b")).bytes());
      type(doc, 2, "c");
      assertEquals("abc", text(doc));
      assertEquals(2, doc.stateVector().clock(1));
      assertEquals(2, doc.stateVector().size());
    }

    @Test
    void cannotUseARootTheDocumentMayNotHave() {
      YDoc listed = YDoc.create(LIMITS.withRoots(Set.of("t")));
      assertThrows(IllegalArgumentException.class, () -> listed.map("hidden"));
    }
  }

  @Nested
  class WeightOfADocument {
    @Test
    void growsAndShrinksWithItsContent() {
      Weight empty = doc.weight();
      doc.edit(edit -> edit.array("a").insertText(0).insert(0, "x".repeat(1000)));
      Weight full = doc.weight();
      assertEquals(1000, full.textUnits());
      assertEquals(1, full.clients());
      assertTrue(full.bytes() > empty.bytes() + 2000);
      doc.edit(edit -> edit.array("a").delete(0, 1));
      assertEquals(0, doc.weight().textUnits());
      assertNotEquals(full, doc.weight());
    }
  }
}
