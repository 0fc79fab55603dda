package dev.meridian.ydoc.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * The updates of a few replicas that wrote together, in an order in which nothing waits, and what
 * they lead to.
 */
record History(List<byte[]> updates, JsonNode plain, StateVector vector) {
  /**
   * One turn at the keyboard.
   *
   * @param author who writes, from 0
   * @param hears whether the author gets everything written so far, first
   * @param seed of the edit
   */
  record Turn(int author, boolean hears, long seed) {}

  private static final long FIRST_CLIENT = 1_000_003;

  static History of(int seed) throws UpdateRejected {
    var random = new Random(seed);
    int authors = 1 + random.nextInt(4);
    var turns = new ArrayList<Turn>();
    for (int left = 5 + random.nextInt(30); left > 0; left--) {
      turns.add(new Turn(random.nextInt(authors), random.nextInt(3) == 0, random.nextLong()));
    }
    return of(turns);
  }

  static History of(List<Turn> turns) throws UpdateRejected {
    var updates = new ArrayList<byte[]>();
    var replicas = new TreeMap<Integer, Replica>();
    for (var turn : turns) {
      var replica = replicas.computeIfAbsent(turn.author(), Replica::new);
      if (turn.hears()) {
        replica.catchUp(updates);
      }
      var edits = new RandomEdits(new Random(turn.seed()));
      var change = replica.doc.edit(edit -> edits.next(replica.doc).applyTo(edit));
      if (!change.isEmpty()) {
        updates.add(change.update());
      }
    }
    var reader = new Replica(-1);
    reader.catchUp(updates);
    return new History(updates, Plain.of(reader.doc), reader.doc.stateVector());
  }

  /** A document that was given the updates in their order. */
  YDoc replay() throws UpdateRejected {
    var doc = YDoc.create(Limits.standard());
    for (var update : updates) {
      doc.apply(update);
    }
    return doc;
  }

  private static final class Replica {
    private final YDoc doc;
    private int seen;

    Replica(int author) {
      this.doc = YDoc.create(Limits.standard()).withClientId(FIRST_CLIENT + 7_919L * author);
    }

    void catchUp(List<byte[]> updates) throws UpdateRejected {
      for (; seen < updates.size(); seen++) {
        doc.apply(updates.get(seen));
      }
    }
  }
}
