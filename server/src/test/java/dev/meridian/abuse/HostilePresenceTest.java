package dev.meridian.abuse;

import static dev.meridian.collab.testing.NodeClients.pause;
import static dev.meridian.collab.testing.NodeClients.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.testing.NodeClient;
import dev.meridian.ydoc.sync.AwarenessEntry;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cases 18, 19 and 25: presence that lies or floods, and messages that are not a client's (rules
/// P1 to P3, H7, Y5).
class HostilePresenceTest extends HostileScene {
  private static final long ID = 4_000_000_000L;

  HostilePresenceTest() {
    super(CollabLimits.standard());
  }

  private void untilSeen(long id) {
    until("is seen", () -> witness.whoIsHere().containsKey(Long.toString(id)));
  }

  private long people() {
    return witness.whoIsHere().fieldNames().size();
  }

  private double dropped() {
    return room.counted("meridian.collab.presence.dropped");
  }

  @ParameterizedTest
  @EnumSource
  void case18DeepJsonIsDroppedAndGoesNoFurther(Framing framing) {
    double before = dropped();
    Intruder mallory = mallory(framing);
    int depth = 7_000;
    mallory.says(Bytes.awareness(ID, 1, "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"));
    mallory.says(Bytes.awareness(ID + 1, 1, "[".repeat(depth) + "]".repeat(depth)));
    mallory.says(Bytes.awareness(ID + 2, 1, "{\"fine\":1}"));
    untilSeen(ID + 2);
    assertFalse(witness.whoIsHere().containsKey(Long.toString(ID)));
    assertFalse(witness.whoIsHere().containsKey(Long.toString(ID + 1)));
    assertEquals(before + 2, dropped());
    assertFalse(mallory.isClosed());
    mallory.leaves();
  }

  @ParameterizedTest
  @EnumSource
  void case18AGiantStateCloses4413(Framing framing) {
    double before = closings(4413, "awareness-too-large");
    Intruder mallory = mallory(framing);
    mallory.says(Bytes.awareness(ID, 1, "{\"a\":\"" + "x".repeat(17_000) + "\"}"));
    assertEquals("4413 awareness-too-large", mallory.closing());
    assertEquals(before + 1, closings(4413, "awareness-too-large"));
  }

  @ParameterizedTest
  @EnumSource
  void case18OfManyInventedPeopleEightAreShown(Framing framing) {
    long before = people();
    var crowd = new ArrayList<AwarenessEntry>();
    for (int i = 0; i < 1_000; i++) {
      crowd.add(new AwarenessEntry(ID + i, 1, "{\"n\":" + i + "}"));
    }
    Intruder mallory = mallory(framing).says(AwarenessEntry.encode(crowd));
    untilSeen(ID);
    assertEquals(before + 8, people());
    mallory.leaves();
    until("all of them go with her", () -> people() == before);
  }

  @ParameterizedTest
  @EnumSource
  void case18NobodySpeaksForAnother(Framing framing) {
    witness.say(new JsonObject().put("cursor", 7));
    Intruder mallory = mallory(framing);
    String ada = room.people.of("ada").memberId().toString();
    mallory.says(Bytes.awareness(witnessId(), 1_000_000, "{\"cursor\":0}"));
    mallory.says(Bytes.awareness(witnessId(), 1_000_001, "null"));
    mallory.says(Bytes.awareness(ID, 1, "{\"user\":{\"id\":\"" + ada + "\"}}"));
    mallory.says(Bytes.awareness(ID + 1, 1, "{}"));
    untilSeen(ID + 1);
    assertFalse(witness.whoIsHere().containsKey(Long.toString(ID)));
    NodeClient late = clients.open("late" + document, room.hocuspocus("ada", document));
    until(
        "the cursor is Ada's",
        () ->
            new JsonObject()
                .put("cursor", 7)
                .equals(late.whoIsHere().getJsonObject(Long.toString(witnessId()))));
    late.destroy();
    mallory.leaves();
  }

  @ParameterizedTest
  @EnumSource
  void case18AClockAtTheEndOfItsRangeHarmsOnlyItsOwn(Framing framing) {
    Intruder mallory = mallory(framing);
    mallory.says(Bytes.awareness(ID, (1L << 53) - 1, "{\"last\":true}"));
    untilSeen(ID);
    mallory.leaves();
    until("is gone", () -> !witness.whoIsHere().containsKey(Long.toString(ID)));
    Intruder beyond = mallory(framing);
    beyond.sends(
        Bytes.of(out -> {
          out.varUint(1);
          out.varBytes(
              new byte[] {1, 5, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 2, '{', '}'}); // 2^63
        }));
    assertEquals("4400 malformed", beyond.closing());
  }

  /// The states of 300 ms come together: whoever sends 2,000 does not make others hear 2,000.
  @ParameterizedTest
  @EnumSource
  void case19AFloodOfStatesReachesOthersGathered(Framing framing) {
    Intruder listener = mallory(Framing.HOCUSPOCUS);
    Intruder mallory = mallory(framing);
    int states = 1_500;
    for (int i = 1; i <= states; i++) {
      mallory.says(Bytes.awareness(ID, i, "{\"at\":" + i + "}"));
    }
    until(
        "the last is seen",
        () ->
            new JsonObject()
                .put("at", states)
                .equals(witness.whoIsHere().getJsonObject(Long.toString(ID))));
    long heard = listener.count(Framing.Heard::isPresence);
    assertTrue(heard < states / 3, heard + " messages for " + states + " states");
    assertFalse(mallory.isClosed());
    mallory.leaves();
    listener.leaves();
  }

  /// Stock clients send back what they hear: it goes no further.
  @ParameterizedTest
  @EnumSource
  void case19EchoesAreDroppedAndNotPunished(Framing framing) {
    var people = new ArrayList<Intruder>();
    var states = new ArrayList<AwarenessEntry>();
    for (int i = 0; i < 10; i++) {
      Intruder one = mallory(framing);
      AwarenessEntry state = new AwarenessEntry(ID + i, 1, "{\"n\":" + i + "}");
      one.says(AwarenessEntry.encode(List.of(state)));
      people.add(one);
      states.add(state);
    }
    untilSeen(ID + 9);
    until("all are seen", () -> people() >= 10);
    quiet(people);
    long before = presenceHeard(people);
    double droppedBefore = dropped();
    people.forEach(one -> one.says(AwarenessEntry.encode(states)));
    until("all echoes are heard", () -> dropped() >= droppedBefore + 90);
    quiet(people);
    assertEquals(before, presenceHeard(people));
    people.forEach(one -> assertFalse(one.isClosed()));
    people.forEach(Intruder::leaves);
  }

  /// Everything that was under way has arrived: each has got the answer to a question of its own.
  private static void quiet(List<Intruder> people) {
    for (Intruder one : people) {
      long before = one.count(Framing.Heard::isStep2);
      one.asks(Bytes.EMPTY_STATE_VECTOR);
      until("an answer", () -> one.count(Framing.Heard::isStep2) > before);
    }
    pause(Duration.ofMillis(100));
  }

  private static long presenceHeard(List<Intruder> people) {
    return people.stream().mapToLong(one -> one.count(Framing.Heard::isPresence)).sum();
  }

  @ParameterizedTest
  @EnumSource
  void case25MessagesBetweenServersAreRefused(Framing framing) {
    byte[] edit = Bytes.edit(ID, "k");
    for (int type : framing == Framing.HOCUSPOCUS ? new int[] {4, 6, 8, 11} : new int[] {4, 6, 8}) {
      double before = closings(4400, "malformed");
      Intruder mallory = mallory(framing);
      mallory.sends(
          Bytes.of(out -> {
            out.varUint(type);
            out.varUint(1);
            out.varBytes(edit);
          }));
      assertEquals("4400 malformed", mallory.closing());
      assertEquals(0, mallory.acknowledged());
      assertEquals(before + 1, closings(4400, "malformed"));
    }
  }
}
