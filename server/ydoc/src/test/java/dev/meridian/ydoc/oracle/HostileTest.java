package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.oracle.Wire.Id;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates of people who mean harm: refused with a reason, and nothing of them stays. */
class HostileTest {
  /** Reasons that can depend on limits of one update, which a whole state need not keep to. */
  private static final Set<Reason> OF_ONE_UPDATE =
      Set.of(Reason.COST, Reason.TOO_LARGE, Reason.TOO_MANY, Reason.CLIENTS);

  /** Bytes that refusing may allocate: per byte received, and in any case. */
  private static final long MEMORY_PER_BYTE = 200;

  private static final long FIXED_MEMORY = 1 << 20;

  static Stream<HostileCase> corpus() {
    return Stream.concat(HostileBytes.all(), HostileCorpus.all());
  }

  static Stream<HostileCase> unfitForAnyDocument() {
    return corpus()
        .filter(hostile -> hostile.before().isEmpty() && !OF_ONE_UPDATE.contains(hostile.reason()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corpus")
  void isRefusedAndLeavesNothing(HostileCase hostile) throws Exception {
    var doc = YDoc.create(hostile.limits().apply(Limits.standard()));
    doc.apply(honest());
    for (var update : hostile.before()) {
      doc.apply(update);
    }
    var before = Snapshot.of(doc);
    long allocated = allocated();
    var rejected = assertThrows(UpdateRejected.class, () -> doc.apply(hostile.update()));
    allocated = allocated() - allocated;
    assertTrue(
        allocated <= FIXED_MEMORY + MEMORY_PER_BYTE * hostile.update().length,
        () -> hostile + " of " + hostile.update().length + " bytes made the engine reserve memory");
    assertEquals(hostile.reason(), rejected.reason(), () -> hostile + ": " + rejected.getMessage());
    before.assertSame(doc);
    assertStillWorks(doc);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unfitForAnyDocument")
  void isNotLoadedEither(HostileCase hostile) {
    var limits = hostile.limits().apply(Limits.standard());
    assertThrows(UpdateRejected.class, () -> YDoc.load(limits, hostile.update()));
  }

  @Test
  void updateCutAnywhereIsRefused() throws Exception {
    var whole = Fixtures.everyKind();
    var doc = YDoc.create(Limits.standard());
    doc.apply(honest());
    var before = Snapshot.of(doc);
    for (int length = 0; length < whole.length; length++) {
      var cut = Arrays.copyOf(whole, length);
      var rejected = assertThrows(UpdateRejected.class, () -> doc.apply(cut), "cut at " + length);
      assertEquals(Reason.MALFORMED, rejected.reason(), rejected::getMessage);
      before.assertSame(doc);
    }
    doc.apply(whole);
    assertStillWorks(doc);
  }

  @Test
  void stateVectorIsNotBelievedItsCount() {
    var bomb = new Wire().uint(Integer.MAX_VALUE).bytes();
    assertEquals(5, bomb.length);
    assertThrows(UpdateRejected.class, () -> StateVector.decode(bomb, Limits.standard()));
  }

  @Test
  void stateVectorWithAClockBeyondTheRangeIsRefused() {
    var inflated = new Wire().uint(1).uint(7).uint(1L << 50).bytes();
    assertThrows(UpdateRejected.class, () -> StateVector.decode(inflated, Limits.standard()));
  }

  @Test
  void clientThatTheGateRefusesIsForeign() throws Exception {
    var doc = YDoc.create(Limits.standard());
    doc.apply(honest());
    var before = Snapshot.of(doc);
    var two =
        Wire.update(
            Wire.block(8, 0, Wire.inRoot("text", Wire.text("b"))),
            Wire.block(7, 0, Wire.inRoot("text", Wire.text("a"))));
    var rejected =
        assertThrows(UpdateRejected.class, () -> doc.apply(two, (client, _, _) -> client == 8));
    assertEquals(Reason.FOREIGN_CLIENT, rejected.reason());
    before.assertSame(doc);
    assertFalse(doc.apply(two, (client, _, to) -> client < 9 && to == 1).isEmpty());
    assertTrue(doc.apply(two, (_, _, _) -> false).isEmpty(), "what is known is never asked about");
  }

  @Test
  void waitingUpdatesAreBounded() throws Exception {
    int kept = 1 << 16;
    var limits = Limits.standard();
    var doc = YDoc.create(limits.withDocument(limits.document().withWaitingBytes(kept)));
    doc.apply(honest());
    var before = Snapshot.of(doc);
    int piece = 1_000;
    for (int i = 1; i <= 1_000; i++) {
      var late =
          Wire.update(
              Wire.block(5, (long) piece * i, Wire.inRoot("text", Wire.text("b".repeat(piece)))));
      assertTrue(doc.apply(late).isEmpty(), "nothing of it is new yet");
    }
    before.assertSame(doc);
    doc.apply(Wire.update(Wire.block(5, 0, Wire.inRoot("text", Wire.text("a".repeat(piece))))));
    int clock = doc.stateVector().clock(5);
    assertTrue(clock >= piece && clock <= kept + 2 * piece, "clock " + clock);
  }

  @Test
  void waitingDeletesAreBounded() throws Exception {
    int kept = 1 << 14;
    var limits = Limits.standard();
    var doc = YDoc.create(limits.withDocument(limits.document().withWaitingBytes(kept)));
    for (int i = 0; i < 20_000; i++) {
      doc.apply(Wire.update(List.of(), List.of(new Wire.Deleted(5, 2L * i, 1))));
    }
    doc.apply(Wire.update(Wire.block(5, 0, Wire.inRoot("text", Wire.text("a".repeat(40_000))))));
    int deleted = 40_000 - doc.text("text").length();
    assertTrue(deleted <= kept, deleted + " deletes were kept, more than there are bytes for");
  }

  private static byte[] honest() {
    return Wire.update(
        Wire.block(
            3,
            0,
            Wire.inRoot("text", Wire.text("honest")),
            Wire.after(new Id(3, 5), Wire.text("!"))));
  }

  private static void assertStillWorks(YDoc doc) throws Exception {
    doc.apply(Wire.update(Wire.block(3, 7, Wire.after(new Id(3, 6), Wire.text("?")))));
    assertTrue(doc.text("text").toString().contains("honest!?"));
    var again = YDoc.load(Limits.standard(), doc.encode());
    assertArrayEquals(doc.encode(), again.encode());
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  /** What must not change when an update is refused. */
  private record Snapshot(byte[] state, byte[] vector) {
    static Snapshot of(YDoc doc) {
      return new Snapshot(doc.encode(), doc.stateVector().encode());
    }

    void assertSame(YDoc doc) {
      assertArrayEquals(state, doc.encode(), "the state");
      assertArrayEquals(vector, doc.stateVector().encode(), "the state vector");
    }
  }
}
