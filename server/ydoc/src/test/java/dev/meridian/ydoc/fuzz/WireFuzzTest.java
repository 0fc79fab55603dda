package dev.meridian.ydoc.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Applied;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Position;
import dev.meridian.ydoc.Snapshot;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.sync.AwarenessEntry;
import java.util.Arrays;
import java.util.List;

/**
 * Every door that takes bytes from elsewhere, guided by coverage. In a normal test run the inputs
 * under {@code src/test/resources} are replayed here; {@link GuidedFuzzTest} looks for new ones.
 */
class WireFuzzTest {
  private static final String DURATION = "1h";
  private static final Limits LIMITS = Limits.standard();
  private static final int AWARENESS_BYTES = 16 << 10;

  /** A document with some of everything, so that there is something to refer to. */
  private static YDoc furnished() {
    return furnished(Tombstones.COLLECT);
  }

  private static YDoc furnished(Tombstones tombstones) {
    YDoc doc = YDoc.create(LIMITS, tombstones).withClientId(50);
    doc.edit(edit -> {
      edit.text("t").insert(0, "ab\ud83d\ude00cd");
      edit.map("m").setMap("k").set("x", Any.of(1));
      edit.array("a").insert(0, Any.of(1), Any.of(2), Any.of(3));
    });
    return doc;
  }

  @FuzzTest(maxDuration = DURATION)
  void apply(byte[] update) {
    YDoc doc = furnished();
    byte[] before = doc.encode();
    try {
      Applied applied = doc.apply(update);
      StateVector after = doc.stateVector();
      assertTrue(applied.isWaiting() || doc.apply(update).isEmpty(), "news twice");
      assertEquals(after, doc.stateVector());
      assertEquals(after, YDoc.load(LIMITS, doc.encode()).stateVector());
    } catch (UpdateRejected refused) {
      assertArrayEquals(before, doc.encode(), "refused, and something changed");
      assertFalse(doc.isWaiting());
    }
  }

  @FuzzTest(maxDuration = DURATION)
  void applyInTwoPieces(byte[] input) {
    int cut = input.length == 0 ? 0 : Byte.toUnsignedInt(input[0]) % input.length;
    YDoc doc = furnished();
    for (byte[] update :
        List.of(
            Arrays.copyOfRange(input, Math.min(1, input.length), Math.max(1, cut)),
            Arrays.copyOfRange(input, cut, input.length))) {
      byte[] before = doc.encode();
      try {
        doc.apply(update);
      } catch (UpdateRejected refused) {
        assertArrayEquals(before, doc.encode(), "refused, and something changed");
      }
    }
  }

  @FuzzTest(maxDuration = DURATION)
  void load(byte[] state) throws UpdateRejected {
    YDoc doc;
    try {
      doc = YDoc.load(LIMITS, Tombstones.KEEP, state);
    } catch (UpdateRejected refused) {
      return;
    }
    assertEquals(doc.stateVector(), YDoc.load(LIMITS, doc.encode()).stateVector());
  }

  @FuzzTest(maxDuration = DURATION)
  void inspect(byte[] update) {
    try {
      Updates.inspect(update, LIMITS);
    } catch (UpdateRejected refused) {
      assertFalse(refused.reason().name().isEmpty());
    }
  }

  @FuzzTest(maxDuration = DURATION)
  void merge(byte[] update) {
    byte[] known = furnished().encode();
    try {
      byte[] merged = Updates.merge(List.of(known, update));
      assertArrayEquals(merged, Updates.merge(List.of(merged, merged)), "merging with itself");
    } catch (UpdateRejected refused) {
      assertFalse(refused.reason().name().isEmpty());
    }
  }

  @FuzzTest(maxDuration = DURATION)
  void diff(byte[] update) {
    try {
      Updates.diff(Updates.diff(update, StateVector.EMPTY), furnished().stateVector());
    } catch (UpdateRejected refused) {
      assertFalse(refused.reason().name().isEmpty());
    }
  }

  @FuzzTest(maxDuration = DURATION)
  void stateVector(byte[] bytes) throws UpdateRejected {
    StateVector vector;
    try {
      vector = StateVector.decode(bytes, LIMITS);
    } catch (UpdateRejected refused) {
      return;
    }
    assertEquals(vector, StateVector.decode(vector.encode(), LIMITS));
    assertTrue(furnished().encodeSince(vector).length > 0);
  }

  @FuzzTest(maxDuration = DURATION)
  void v2(byte[] update) throws UpdateRejected {
    byte[] v1;
    try {
      v1 = Updates.fromV2(update, LIMITS);
    } catch (UpdateRejected refused) {
      return;
    }
    Updates.inspect(v1, LIMITS);
    assertArrayEquals(v1, Updates.fromV2(Updates.toV2(v1), LIMITS), "there and back");
  }

  @FuzzTest(maxDuration = DURATION)
  void snapshot(byte[] bytes) throws UpdateRejected {
    Snapshot point;
    try {
      point = Snapshot.decode(bytes, LIMITS);
    } catch (UpdateRejected refused) {
      return;
    }
    assertEquals(point, Snapshot.decode(point.encode(), LIMITS));
    YDoc whole = furnished(Tombstones.KEEP);
    if (whole.snapshot().covers(point)) {
      StateVector past = whole.at(point).stateVector();
      assertTrue(past.covers(point.stateVector()) && point.stateVector().covers(past));
    }
  }

  @FuzzTest(maxDuration = DURATION)
  void awareness(byte[] update) {
    List<AwarenessEntry> entries;
    try {
      entries = AwarenessEntry.decode(update, AWARENESS_BYTES);
    } catch (MalformedException malformed) {
      return;
    }
    assertEquals(entries, AwarenessEntry.decode(AwarenessEntry.encode(entries), AWARENESS_BYTES));
  }

  @FuzzTest(maxDuration = DURATION)
  void position(byte[] bytes) throws UpdateRejected {
    Position position;
    try {
      position = Position.decode(bytes);
    } catch (UpdateRejected refused) {
      return;
    }
    assertEquals(position, Position.decode(position.encode()));
    furnished().locate(position);
  }
}
