package dev.meridian.ydoc.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The updates of a few replicas that wrote together, in an order in which nothing waits, and what
 * they lead to.
 */
record History(List<byte[]> updates, JsonNode plain, StateVector vector) {
  static History of(int seed) throws UpdateRejected {
    var random = new Random(seed);
    var edits = new RandomEdits(random);
    var updates = new ArrayList<byte[]>();
    var replicas = new ArrayList<Replica>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      replicas.add(
          new Replica(YDoc.create(Limits.standard()).withClientId(random.nextInt(1, 1 << 30))));
    }
    for (int turns = 5 + random.nextInt(30); turns > 0; turns--) {
      var replica = replicas.get(random.nextInt(replicas.size()));
      if (random.nextInt(3) == 0) {
        replica.catchUp(updates);
      }
      var change = replica.doc.edit(edit -> edits.next(replica.doc).applyTo(edit));
      if (!change.isEmpty()) {
        updates.add(change.update());
      }
    }
    var first = replicas.getFirst();
    first.catchUp(updates);
    return new History(updates, Plain.of(first.doc), first.doc.stateVector());
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

    Replica(YDoc doc) {
      this.doc = doc;
    }

    void catchUp(List<byte[]> updates) throws UpdateRejected {
      for (; seen < updates.size(); seen++) {
        doc.apply(updates.get(seen));
      }
    }
  }
}
