package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Position;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YText;
import dev.meridian.ydoc.oracle.History.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What must hold for every document, whatever was written to it. Needs no second source. Sessions
 * are made up and, when one fails, shrunk to the fewest turns that still do. More of them: {@code
 * -Djqwik.tries.default=100000}.
 */
class PropertiesTest {
  @Provide
  Arbitrary<List<Turn>> sessions() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3), Arbitraries.of(true, false), Arbitraries.longs())
        .as(Turn::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Property
  void anyOrderAndAnyRepetitionConverge(
      @ForAll("sessions") List<Turn> session, @ForAll Random random) throws UpdateRejected {
    var history = History.of(session);
    var updates = new ArrayList<>(history.updates());
    updates.addAll(history.updates().subList(0, random.nextInt(updates.size() + 1)));
    Collections.shuffle(updates, random);
    var doc = YDoc.create(Limits.standard());
    for (var update : updates) {
      doc.apply(update);
    }
    assertSame(history, doc);
    assertFalse(doc.isWaiting());
  }

  @Property
  void whatIsKnownBringsNothing(@ForAll("sessions") List<Turn> session) throws UpdateRejected {
    var history = History.of(session);
    var doc = history.replay();
    var state = doc.encode();
    for (var update : history.updates()) {
      assertTrue(doc.apply(update).isEmpty());
    }
    assertTrue(doc.apply(state).isEmpty());
    assertArrayEquals(state, doc.encode());
  }

  @Property
  void mergedUpdatesAreWorthTheSame(@ForAll("sessions") List<Turn> session, @ForAll Random random)
      throws UpdateRejected {
    var history = History.of(session);
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
  }

  @Property
  void differenceBringsAnyoneUpToDate(@ForAll("sessions") List<Turn> session, @ForAll Random random)
      throws UpdateRejected {
    var history = History.of(session);
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
  }

  @Property
  void askingForWhatIsMissingHealsALoss(
      @ForAll("sessions") List<Turn> session, @ForAll Random random) throws UpdateRejected {
    var history = History.of(session);
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
  }

  @Property
  void loadedStateEncodesToItself(@ForAll("sessions") List<Turn> session) throws UpdateRejected {
    var history = History.of(session);
    var once = YDoc.load(Limits.standard(), history.replay().encode());
    assertSame(history, once);
    var twice = YDoc.load(Limits.standard(), once.encode());
    assertArrayEquals(once.encode(), twice.encode());
  }

  @Property
  void inspectionCountsWhatApplyingBrings(@ForAll("sessions") List<Turn> session)
      throws UpdateRejected {
    var whole = History.of(session).replay();
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
  }

  /** Cuts and flips make most updates worthless; whatever is refused has changed nothing. */
  @Property
  void aDamagedUpdateIsTakenWholeOrNotAtAll(
      @ForAll("sessions") List<Turn> session, @ForAll Random random) throws UpdateRejected {
    var history = History.of(session);
    var doc = YDoc.create(Limits.standard());
    for (var update : history.updates()) {
      var damaged = update.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      var before = doc.encode();
      try {
        doc.apply(damaged);
        doc.dropWaiting();
        assertEquals(doc.stateVector(), YDoc.load(Limits.standard(), doc.encode()).stateVector());
      } catch (UpdateRejected refused) {
        assertArrayEquals(before, doc.encode(), refused::toString);
      }
    }
  }

  @Property
  void positionsStayWithTheirCharacter(@ForAll Random random) throws UpdateRejected {
    var doc = YDoc.create(Limits.standard()).withClientId(1);
    doc.edit(edit -> edit.text("text").insert(0, "0123456789"));
    int at = random.nextInt(11);
    var anchor = Position.decode(doc.text("text").anchor(at).encode());
    for (int i = 0; i < 10; i++) {
      doc.edit(edit -> surround(edit.text("text"), at, random));
      var units = doc.text("text").toString();
      var place = doc.locate(anchor).orElseThrow();
      assertEquals(doc.text("text").id(), place.type());
      assertEquals(at == 10 ? units.length() : units.indexOf((char) ('0' + at)), place.index());
    }
    var loaded = YDoc.load(Limits.standard(), doc.encode());
    assertEquals(doc.locate(anchor), loaded.locate(anchor));
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
