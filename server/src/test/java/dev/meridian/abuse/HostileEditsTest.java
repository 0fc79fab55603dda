package dev.meridian.abuse;

import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CollabLimits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cases 12 to 17: what is written to spoil the document (rules E1, E4, A9, L1).
class HostileEditsTest extends HostileScene {
  private static final long MALLORYS_ID = 4_000_000_001L;

  HostileEditsTest() {
    super(CollabLimits.standard());
  }

  /// The edit closes the connection, unacknowledged and counted.
  private void isRefused(Intruder mallory, double countedBefore, int code, String reason) {
    assertEquals(code + " " + reason, mallory.closing());
    assertEquals(0, mallory.acknowledged());
    assertEquals(countedBefore + 1, refusals(reason));
  }

  @ParameterizedTest
  @EnumSource
  void case12AStateVectorOfManyClientsInFiveBytesIsRefusedBeforeAllocation(Framing framing) {
    byte[] bomb = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
    double before = refusals("malformed");
    isRefused(mallory(framing).asks(bomb), before, 4400, "malformed");
  }

  @ParameterizedTest
  @EnumSource
  void case13BytesOfFormatV2AreRefused(Framing framing) throws UpdateRejected {
    byte[] v2 = Updates.toV2(Bytes.edit(MALLORYS_ID, "k"));
    double before = refusals("malformed");
    isRefused(mallory(framing).edits(v2), before, 4400, "malformed");
    isRefused(mallory(framing).answersWith(v2), before + 1, 4400, "malformed");
  }

  @ParameterizedTest
  @EnumSource
  void case14AnUpdateBeyondAGapIsAskedForOnceAndNotKept(Framing framing) {
    Intruder mallory = mallory(framing);
    until("step 1", () -> asked(mallory) >= 1);
    long questions = mallory.count(Framing.Heard::isStep1);
    for (int i = 0; i < 50; i++) {
      mallory.edits(Bytes.update(MALLORYS_ID, 1_000 + i, List.of(Bytes.entry("k", "x"))));
    }
    mallory.asks(Bytes.EMPTY_STATE_VECTOR);
    until("all is heard", () -> mallory.count(Framing.Heard::isStep2) == 2);
    long expected = questions + (framing == Framing.HOCUSPOCUS ? 2 : 1);
    until("asked", () -> asked(mallory) >= expected);
    assertEquals(expected, asked(mallory));
    assertEquals(0, mallory.acknowledged());
    assertFalse(mallory.isClosed());
    mallory.leaves();
  }

  private static long asked(Intruder mallory) {
    return mallory.count(Framing.Heard::isStep1);
  }

  @ParameterizedTest
  @EnumSource
  void case14AStep2BeyondAGapIsRefused(Framing framing) {
    double before = refusals("unfounded");
    Intruder mallory = mallory(framing);
    mallory.answersWith(Bytes.update(MALLORYS_ID, 1_000, List.of(Bytes.entry("k", "x"))));
    until("refused", () -> mallory.refused() == 1);
    assertEquals(0, mallory.acknowledged());
    assertEquals(before + 1, refusals("unfounded"));
    mallory.leaves();
  }

  @ParameterizedTest
  @EnumSource
  void case15AGcStructOfGiantLengthUnderAnothersIdIsRefused(Framing framing) {
    long next = nextClock();
    double foreign = refusals("foreign-client");
    isRefused(mallory(framing).edits(giant(next, 1 << 20)), foreign, 4403, "foreign-client");
    double clock = refusals("clock");
    isRefused(mallory(framing).edits(giant(next, 1 << 30)), clock, 4413, "clock");
    isRefused(mallory(framing).edits(giant(next, 1L << 50)), clock + 1, 4413, "clock");
  }

  private byte[] giant(long clock, long length) {
    return Bytes.update(witnessId(), clock, List.of(Bytes.collected(length)));
  }

  @ParameterizedTest
  @EnumSource
  void case15AGcStructOfGiantLengthUnderAnOwnIdIsRefused(Framing framing) {
    double before = refusals("clock");
    Intruder mallory = mallory(framing);
    mallory.edits(Bytes.update(MALLORYS_ID, 0, List.of(Bytes.collected(1 << 30))));
    isRefused(mallory, before, 4413, "clock");
  }

  /// The first clock that the witness has not used; what it wrote is a dozen structs at most.
  private long nextClock() {
    return witness.clock();
  }

  @ParameterizedTest
  @EnumSource
  void case16StructsUnderAnothersIdAreRefusedAlsoInAStep2(Framing framing) {
    double before = refusals("foreign-client");
    byte[] edit = Bytes.update(witnessId(), nextClock(), List.of(Bytes.entry("k", "x")));
    isRefused(mallory(framing).edits(edit), before, 4403, "foreign-client");
    isRefused(mallory(framing).answersWith(edit), before + 1, 4403, "foreign-client");
  }

  @ParameterizedTest
  @EnumSource
  void case16StructsUnderTheIdOfSomebodyWhoIsHereAndHasWrittenNothingAreRefused(Framing framing) {
    var ben = clients.open("ben" + document, room.hocuspocus("ben", document));
    until("synced", ben::isSynced);
    ben.say(new JsonObject().put("cursor", 1));
    long bensId = ben.status().getLong("clientId");
    until("is here", () -> witness.whoIsHere().containsKey(Long.toString(bensId)));
    double before = refusals("foreign-client");
    byte[] poison = Bytes.update(bensId, 0, List.of(Bytes.collected(1_000)));
    isRefused(mallory(framing).edits(poison), before, 4403, "foreign-client");
    isRefused(mallory(framing).answersWith(poison), before + 1, 4403, "foreign-client");

    ben.insert(List.of("o1", "why"), 0, "mine");
    until("saved", ben::isSaved);
    until("seen", () -> witness.text("o1", "why").equals("mine"));
    assertEquals(List.of(), ben.closeCodes());
    honestlyStored();
    ben.destroy();
  }

  @ParameterizedTest
  @EnumSource
  void case17ADeleteSetOfManyRangesIsRefused(Framing framing) {
    double before = refusals("too-many");
    byte[] bomb = Bytes.deletes(witnessId(), 0, 1, 100_001);
    isRefused(mallory(framing).edits(bomb), before, 4413, "too-many");
  }

  @ParameterizedTest
  @EnumSource
  void case17ADeleteSetThatLiesAboutItsCountIsRefused(Framing framing) {
    byte[] lie = {0, 1, 5, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
    double before = refusals("malformed");
    isRefused(mallory(framing).edits(lie), before, 4400, "malformed");
  }

  @ParameterizedTest
  @EnumSource
  void case17DeletesBeyondWhatIsThereAreNotKept(Framing framing) {
    Intruder mallory = mallory(framing);
    for (int i = 0; i < 50; i++) {
      mallory.edits(Bytes.deletes(MALLORYS_ID + i, 1_000_000, 1 << 20, 20));
    }
    mallory.asks(Bytes.EMPTY_STATE_VECTOR);
    until("all is heard", () -> mallory.count(Framing.Heard::isStep2) == 2);
    assertEquals(0, mallory.acknowledged());
    assertFalse(mallory.isClosed());
    mallory.leaves();
  }

  @ParameterizedTest
  @EnumSource
  void case17MoreStructsOrClientsThanAnUpdateMayHaveAreRefused(Framing framing) {
    double before = refusals("too-many");
    byte[] structs = Bytes.update(MALLORYS_ID, 0, Collections.nCopies(200_001, Bytes.collected(1)));
    isRefused(mallory(framing).edits(structs), before, 4413, "too-many");

    double clientsBefore = refusals("clients");
    byte[] many =
        Bytes.of(out -> {
          out.varUint(10_001);
          for (int i = 10_001; i > 0; i--) {
            out.varUint(1);
            out.varUint(i);
            out.varUint(0);
            Bytes.collected(1).accept(out);
          }
          out.varUint(0);
        });
    isRefused(mallory(framing).edits(many), clientsBefore, 4413, "clients");
  }

  /// The sixteen: each on a connection of its own, all at the same time.
  @ParameterizedTest
  @EnumSource
  void case39SixteenHostileFramesAtOnceAreEachToldWhy(Framing framing) throws UpdateRejected {
    var frames = new ArrayList<Frame>();
    frames.add(new Frame("4400", new byte[] {4}));
    frames.add(new Frame("4400", new byte[] {0, 3, 0}));
    frames.add(new Frame("4400", new byte[] {0, 2, 5, 0}));
    frames.add(new Frame("4400", new byte[] {0, 2, 2, 0, 0, 0}));
    frames.add(new Frame("4400", new byte[] {1, 5, 1}));
    frames.add(new Frame("4400", new byte[] {1, 2, 5, 1}));
    frames.add(new Frame("4400", new byte[] {6, 1, 0x61}));
    frames.add(new Frame("4400", sync(0, new byte[] {-1, -1, -1, -1, 7})));
    frames.add(new Frame("4400", sync(2, Updates.toV2(Bytes.edit(MALLORYS_ID, "k")))));
    frames.add(new Frame("4400", sync(1, new byte[] {1, 1, 1, 0, 11, 1, 1, 0x61, 1, 0x61})));
    frames.add(new Frame("4413", sync(2, Bytes.deletes(1, 0, 1, 100_001))));
    frames.add(new Frame("4413", sync(2, Bytes.update(9, 0, List.of(Bytes.collected(1 << 30))))));
    frames.add(
        new Frame(
            "4403", sync(2, Bytes.update(witnessId(), nextClock(), List.of(Bytes.collected(1))))));
    frames.add(
        new Frame(
            "4413",
            Bytes.of(out -> {
              out.varUint(1);
              out.varBytes(Bytes.awareness(7, 1, "\"" + "x".repeat(17_000) + "\""));
            })));
    frames.add(new Frame("4413", sync(2, new byte[(1 << 20) + 1])));
    frames.add(new Frame("4400", sync(2, hiddenRoot())));
    assertEquals(16, frames.size());

    var intruders = frames.stream().map(_ -> mallory(framing)).toList();
    for (int i = 0; i < frames.size(); i++) {
      intruders.get(i).sends(frames.get(i).body());
    }
    for (int i = 0; i < frames.size(); i++) {
      String closing = intruders.get(i).closing();
      assertTrue(closing.startsWith(frames.get(i).code()), "frame " + i + ": " + closing);
      assertEquals(0, intruders.get(i).acknowledged());
    }
  }

  private static byte[] hiddenRoot() {
    return Bytes.update(
        MALLORYS_ID,
        0,
        List.of(out -> {
          out.varUint(4);
          out.varUint(1);
          out.varString("hidden");
          out.varString("x");
        }));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Frame(String code, byte[] body) {}

  private static byte[] sync(int kind, byte[] payload) {
    return Bytes.of(out -> {
      out.varUint(0);
      out.varUint(kind);
      out.varBytes(payload);
    });
  }
}
