package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.ydoc.Change;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.YDoc;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits that the engine makes: Yjs understands them, and would have made the same. */
class OwnEditsTest {
  private Yjs yjs;

  @BeforeEach
  void startYjs() {
    yjs = new Yjs();
  }

  @AfterEach
  void stopYjs() {
    yjs.close();
  }

  @Test
  void eachEditDoesWhatTheSameEditDoesInYjs() {
    Fuzz.run("OwnEditsTest, told", 500, this::tellYjs);
  }

  private void tellYjs(int seed) throws Exception {
    var random = new Random(seed);
    boolean gc = random.nextInt(4) > 0;
    var doc = YDoc.create(Limits.standard(), tombstones(gc)).withClientId(77);
    var edits = RandomEdits.withPlainMarks(random);
    var told = Yjs.JSON.createArrayNode();
    var made = new ArrayList<Made>();
    for (int i = 0; i < 30; i++) {
      var edit = edits.next(doc);
      told.add(edit.json());
      made.add(new Made(edit, doc.edit(edit::applyTo), Plain.of(doc), doc.encode()));
    }
    join(0, seed, 77, gc);
    var request = Yjs.request("told").put("peer", 0);
    request.set("edits", told);
    var answers = yjs.ask(request);
    yjs.ask(Yjs.request("leave").put("peer", 0));
    for (int i = 0; i < made.size(); i++) {
      made.get(i).assertSame(answers.get(i), "edit " + i);
    }
  }

  /** What one edit did here. */
  private record Made(RandomEdit edit, Change change, JsonNode plain, byte[] state) {
    void assertSame(JsonNode theirs, String number) {
      var when = number + " " + edit;
      assertEquals(theirs.get("plain"), plain, () -> when + ": content");
      var updates = Yjs.byteList(theirs.get("updates"));
      assertEquals(updates.isEmpty(), change.isEmpty(), () -> when + ": empty");
      if (!updates.isEmpty()) {
        assertArrayEquals(updates.getFirst(), change.update(), () -> when + ": update");
      }
      assertArrayEquals(Yjs.bytes(theirs.get("state")), state, () -> when + ": state");
    }
  }

  @Test
  void replicasOfBothKindsConverge() {
    Fuzz.run("OwnEditsTest, converge", 300, this::converge);
  }

  private void converge(int seed) throws Exception {
    var random = new Random(seed);
    boolean gc = random.nextInt(4) > 0;
    var replicas = new ArrayList<Replica>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      replicas.add(new EngineReplica(random, gc, 1_000L + i));
    }
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      join(i, seed + i, 5_000_000_000L * i, gc);
      replicas.add(new YjsReplica(i));
    }
    var all = new ArrayList<byte[]>();
    for (int turns = 4 + random.nextInt(12); turns > 0; turns--) {
      turn(replicas, random.nextInt(replicas.size()), 1 + random.nextInt(3), all);
    }
    while (replicas.stream().anyMatch(replica -> !replica.inbox().isEmpty())) {
      for (int i = 0; i < replicas.size(); i++) {
        turn(replicas, i, 0, all);
      }
    }
    var request = Yjs.request("apply").put("gc", gc);
    request.set("updates", Yjs.base64(all));
    var expected = yjs.ask(request);
    for (var replica : replicas) {
      replica.assertHolds(expected);
    }
    var fresh = YDoc.create(Limits.standard(), tombstones(gc));
    for (var update : all) {
      fresh.apply(update);
    }
    assertArrayEquals(Yjs.bytes(expected.get("state")), fresh.encode());
  }

  private static void turn(List<Replica> replicas, int who, int edits, List<byte[]> all)
      throws Exception {
    var made = replicas.get(who).turn(edits);
    all.addAll(made);
    for (var other : replicas) {
      if (other != replicas.get(who)) {
        other.inbox().addAll(made);
      }
    }
  }

  private interface Replica {
    List<byte[]> inbox();

    /** Takes what came in, makes some edits, returns its own updates. */
    List<byte[]> turn(int edits) throws Exception;

    void assertHolds(JsonNode expected) throws Exception;
  }

  private record EngineReplica(YDoc doc, RandomEdits edits, Random random, List<byte[]> inbox)
      implements Replica {
    EngineReplica(Random random, boolean gc, long client) {
      var doc = YDoc.create(Limits.standard(), tombstones(gc)).withClientId(client);
      this(doc, new RandomEdits(random), random, new ArrayList<>());
    }

    @Override
    public List<byte[]> turn(int count) throws Exception {
      for (var update : inbox) {
        doc.apply(update);
      }
      inbox.clear();
      var made = new ArrayList<byte[]>();
      for (int i = 0; i < count; i++) {
        var change = doc.edit(edit -> edits.next(doc).applyTo(edit));
        if (!change.isEmpty()) {
          made.add(change.update());
        }
      }
      return made;
    }

    @Override
    public void assertHolds(JsonNode expected) throws Exception {
      assertEquals(expected.get("plain"), Plain.of(doc), "engine");
      assertEquals(
          StateVector.decode(Yjs.bytes(expected.get("vector")), Limits.standard()),
          doc.stateVector());
    }
  }

  private final class YjsReplica implements Replica {
    private final int peer;
    private final List<byte[]> inbox = new ArrayList<>();

    YjsReplica(int peer) {
      this.peer = peer;
    }

    @Override
    public List<byte[]> inbox() {
      return inbox;
    }

    @Override
    public List<byte[]> turn(int count) {
      var request = Yjs.request("turn").put("peer", peer).put("edits", count);
      request.set("updates", Yjs.base64(inbox));
      inbox.clear();
      return Yjs.byteList(yjs.ask(request).get("updates"));
    }

    @Override
    public void assertHolds(JsonNode expected) {
      assertEquals(
          expected.get("plain"),
          yjs.ask(Yjs.request("leave").put("peer", peer)).get("plain"),
          "Yjs");
    }
  }

  private void join(int peer, int seed, long client, boolean gc) {
    yjs.ask(
        Yjs.request("join")
            .put("peer", peer)
            .put("seed", seed)
            .put("clientID", client)
            .put("gc", gc)
            .put("marks", true));
  }

  private static Tombstones tombstones(boolean gc) {
    return gc ? Tombstones.COLLECT : Tombstones.KEEP;
  }
}
