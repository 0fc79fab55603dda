package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.Updates;
import dev.meridian.ydoc.YDoc;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * Random sessions of Yjs clients, handed to the engine and to a Yjs document alike: late, twice,
 * merged, lost for a while. After every update both must hold the same. Options: {@code
 * -Dmeridian.fuzz.cases=100000 -Dmeridian.fuzz.seed=1}.
 */
class FuzzTest {
  @Test
  void randomSessionsLeadToTheContentAndBytesOfYjs() {
    try (var yjs = new Yjs()) {
      Fuzz.run("FuzzTest", 2_000, yjs, Yjs.request("session"), FuzzTest::follow);
    }
  }

  /**
   * Found by a run of 100,000: the order of deleting decided which collected structs were joined.
   */
  @Test
  void whatIsInsideADeletedTypeIsDeletedBeforeItsNeighbours() throws Exception {
    try (var yjs = new Yjs()) {
      follow(yjs.ask(Yjs.request("session").put("seed", 20_278_344)));
    }
  }

  /** Gives the engine all that a server saw in a session and compares after each update. */
  static void follow(JsonNode session) throws Exception {
    var tombstones = session.get("gc").asBoolean() ? Tombstones.COLLECT : Tombstones.KEEP;
    var doc = YDoc.create(Limits.standard(), tombstones);
    var relayed = YDoc.create(Limits.standard(), tombstones);
    var seen = new ArrayList<byte[]>();
    int step = 0;
    for (var expected : session.get("steps")) {
      seen.add(Yjs.bytes(expected.get("update")));
      var applied = doc.apply(seen.getLast());
      if (!applied.isEmpty()) {
        relayed.apply(applied.update());
      }
      assertStep("step " + step++, expected, doc);
      assertEquals(doc.stateVector(), relayed.stateVector(), "what is relayed is all that was new");
    }
    var last = session.get("final");
    assertStep("the end", last, doc);
    assertEquals(last.get("plain"), Plain.of(relayed), "what is relayed, at the end");
    var merged = YDoc.load(Limits.standard(), tombstones, Updates.merge(seen));
    assertEquals(last.get("plain"), Plain.of(merged), "all updates merged");
    var state = Yjs.bytes(last.get("state"));
    assertEquals(
        last.get("plain"), Plain.of(YDoc.load(Limits.standard(), tombstones, state)), "loaded");
    assertDiffs(session, doc);
  }

  private static void assertStep(String when, JsonNode expected, YDoc doc) throws Exception {
    var theirs = StateVector.decode(Yjs.bytes(expected.get("vector")), Limits.standard());
    if (expected.get("waiting").asBoolean()) {
      assertTrue(doc.stateVector().covers(theirs), () -> when + ": " + doc.stateVector());
      return;
    }
    assertEquals(theirs, doc.stateVector(), () -> when + ": state vector");
    if (expected.has("plain")) {
      assertEquals(expected.get("plain"), Plain.of(doc), () -> when + ": content");
    }
    assertArrayEquals(Yjs.bytes(expected.get("state")), doc.encode(), () -> when + ": bytes");
  }

  private static void assertDiffs(JsonNode session, YDoc doc) throws Exception {
    var since = session.get("since");
    var known = StateVector.decode(Yjs.bytes(since.get("vector")), Limits.standard());
    assertArrayEquals(Yjs.bytes(since.get("update")), doc.encodeSince(known), "since");
    assertArrayEquals(
        Yjs.bytes(session.get("diff")), Updates.diff(doc.encode(), known), "Updates.diff");
    var merged = session.get("merged");
    assertArrayEquals(
        Yjs.bytes(merged.get("update")),
        Updates.merge(Yjs.byteList(merged.get("updates"))),
        "Updates.merge");
  }
}
