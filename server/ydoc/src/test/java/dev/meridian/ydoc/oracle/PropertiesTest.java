package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Position;
import dev.meridian.ydoc.Updates;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold for every document, whatever was written to it. Needs no second source. */
class PropertiesTest {
  @Test
  void anyOrderAndAnyRepetitionConverge() {
    Fuzz.run(
        "order and repetition",
        300,
        seed -> {
          var history = History.of(seed);
          var random = new Random(seed);
          var updates = new ArrayList<>(history.updates());
          updates.addAll(history.updates().subList(0, random.nextInt(updates.size() + 1)));
          Collections.shuffle(updates, random);
          var doc = YDoc.create(Limits.standard());
          for (var update : updates) {
            doc.apply(update);
          }
          assertSame(history, doc);
          assertFalse(doc.isWaiting());
        });
  }

  @Test
  void whatIsKnownBringsNothing() {
    Fuzz.run(
        "repetition",
        200,
        seed -> {
          var history = History.of(seed);
          var doc = history.replay();
          var state = doc.encode();
          for (var update : history.updates()) {
            assertTrue(doc.apply(update).isEmpty());
          }
          assertTrue(doc.apply(state).isEmpty());
          assertArrayEquals(state, doc.encode());
        });
  }

  @Test
  void mergedUpdatesAreWorthTheSame() {
    Fuzz.run(
        "merge",
        300,
        seed -> {
          var history = History.of(seed);
          var random = new Random(seed);
          var updates = new ArrayList<>(history.updates());
          Collections.shuffle(updates, random);
          int cut = random.nextInt(updates.size() + 1);
          var some = Updates.merge(updates.subList(0, cut));
          var rest = Updates.merge(updates.subList(cut, updates.size()));
          var doc = YDoc.create(Limits.standard());
          doc.apply(rest);
          doc.apply(some);
          assertSame(history, doc);
          var nested = YDoc.load(Limits.standard(), Updates.merge(List.of(some, rest)));
          assertSame(history, nested);
        });
  }

  @Test
  void differenceBringsAnyoneUpToDate() {
    Fuzz.run(
        "difference",
        300,
        seed -> {
          var history = History.of(seed);
          var random = new Random(seed);
          var whole = history.replay();
          var late = YDoc.create(Limits.standard());
          for (var update : history.updates()) {
            if (random.nextBoolean()) {
              late.apply(update);
            }
          }
          var known = late.stateVector();
          assertTrue(whole.stateVector().covers(known));
          var viaUpdates = YDoc.load(Limits.standard(), late.encode());
          late.apply(whole.encodeSince(known));
          assertSame(history, late);
          assertFalse(late.isWaiting());
          viaUpdates.apply(Updates.diff(whole.encode(), known));
          assertSame(history, viaUpdates);
          assertTrue(late.apply(whole.encodeSince(late.stateVector())).isEmpty());
        });
  }

  @Test
  void askingForWhatIsMissingHealsALoss() {
    Fuzz.run(
        "loss",
        300,
        seed -> {
          var history = History.of(seed);
          var random = new Random(seed);
          var whole = history.replay();
          var lossy = YDoc.create(Limits.standard());
          for (var update : history.updates()) {
            if (random.nextInt(4) > 0) {
              var applied = lossy.apply(update);
              assertTrue(lossy.isWaiting() || !applied.isWaiting());
              if (applied.isWaiting() && random.nextInt(3) == 0) {
                lossy.apply(whole.encodeSince(applied.missing()));
                assertFalse(lossy.isWaiting());
              }
            }
          }
          lossy.dropWaiting();
          assertFalse(lossy.isWaiting());
          lossy.apply(whole.encodeSince(lossy.stateVector()));
          assertSame(history, lossy);
        });
  }

  @Test
  void loadedStateEncodesToItself() {
    Fuzz.run(
        "load",
        300,
        seed -> {
          var history = History.of(seed);
          var once = YDoc.load(Limits.standard(), history.replay().encode());
          assertSame(history, once);
          var twice = YDoc.load(Limits.standard(), once.encode());
          assertArrayEquals(once.encode(), twice.encode());
        });
  }

  @Test
  void inspectionCountsWhatApplyingBrings() {
    Fuzz.run(
        "inspect",
        200,
        seed -> {
          var whole = History.of(seed).replay();
          var state = whole.encode();
          var meta = Updates.inspect(state, Limits.standard());
          assertEquals(state.length, meta.bytes());
          assertEquals(whole.weight().structs(), meta.structs());
          assertEquals(whole.weight().clients(), meta.clients().size());
          for (var range : meta.clients()) {
            assertEquals(0, range.fromClock());
            assertEquals(whole.stateVector().clock(range.client()), range.toClock());
          }
          assertTrue(whole.roots().containsAll(meta.roots()));
        });
  }

  @Test
  void positionsStayWithTheirCharacter() {
    Fuzz.run(
        "positions",
        300,
        seed -> {
          var random = new Random(seed);
          var doc = YDoc.create(Limits.standard()).withClientId(1);
          doc.edit(edit -> edit.text("text").insert(0, "0123456789"));
          int at = random.nextInt(11);
          var anchor = Position.decode(doc.text("text").anchor(at).encode());
          for (int i = 0; i < 10; i++) {
            doc.edit(edit -> surround(edit.text("text"), at, random));
            var units = doc.text("text").toString();
            var place = doc.locate(anchor).orElseThrow();
            assertEquals(doc.text("text").id(), place.type());
            assertEquals(
                at == 10 ? units.length() : units.indexOf((char) ('0' + at)), place.index());
          }
          var loaded = YDoc.load(Limits.standard(), doc.encode());
          assertEquals(doc.locate(anchor), loaded.locate(anchor));
        });
  }

  /** Inserts letters anywhere or deletes something other than the digit {@code kept}. */
  private static void surround(YText text, int kept, Random random) {
    int at = random.nextInt(text.length() + 1);
    if (random.nextBoolean() || at == text.length() || text.toString().charAt(at) == '0' + kept) {
      text.insert(at, "abc".substring(random.nextInt(3)));
    } else {
      text.delete(at, 1);
    }
  }

  private static void assertSame(History history, YDoc doc) {
    assertEquals(history.plain(), Plain.of(doc));
    assertEquals(history.vector(), doc.stateVector());
  }
}
