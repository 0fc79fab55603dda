package dev.meridian.ydoc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.engine.Replay.Id;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Remembered crowds must give every item the place that a plain walk gives it. */
class ConflictScanTest {
  private static final int CASES = 300;
  private static final int CROWD = 20_000;
  private static final int FEW_STEPS = 200;

  /** Authors who see the document as it was a while ago, and some who lie about what they saw. */
  private static final class Authors {
    private final Random random;
    private final Map<Long, Integer> clocks = new HashMap<>();
    private final List<List<Id>> views = new ArrayList<>(List.of(List.of()));
    private final List<Id> all = new ArrayList<>();
    private final boolean areHonest;

    Authors(int seed) {
      random = new Random(seed);
      areHonest = seed % 3 > 0;
    }

    byte[] next(List<Id> order) {
      if (random.nextInt(12) == 0) {
        views.add(order);
      }
      if (!all.isEmpty() && random.nextInt(15) == 0) {
        Id deleted = all.get(random.nextInt(all.size()));
        return Replay.delete(deleted.client(), deleted.clock(), 1);
      }
      // mostly the same few places, and mostly new clients
      List<Id> view = views.get(random.nextInt(Math.min(views.size(), 3)));
      int at = random.nextInt(Math.min(view.size(), 4) + 1);
      Id origin = at == 0 ? null : view.get(at - 1);
      Id right = at == view.size() ? null : view.get(at);
      if (!areHonest && random.nextInt(8) == 0) {
        origin = anyone();
      }
      if (!areHonest && random.nextInt(8) == 0) {
        right = anyone();
      }
      long client = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 5 + random.nextInt(400);
      return insert(client, origin, right);
    }

    private @Nullable Id anyone() {
      return all.isEmpty() || random.nextInt(6) == 0 ? null : all.get(random.nextInt(all.size()));
    }

    private byte[] insert(long client, @Nullable Id origin, @Nullable Id right) {
      String text = "abc".substring(0, 1 + random.nextInt(3));
      int clock = clocks.merge(client, text.length(), Integer::sum) - text.length();
      for (int i = 0; i < text.length(); i++) {
        all.add(new Id(client, clock + i));
      }
      return Replay.insert(client, clock, origin, right, random.nextInt(5) == 0, text);
    }
  }

  @Test
  void aRememberedCrowdGivesThePlacesOfAPlainWalk() throws UpdateRejected {
    int looked = 0;
    int walked = 0;
    for (int seed = 1; seed <= CASES; seed++) {
      var authors = new Authors(seed);
      var plain = Replay.remembering(false);
      var remembering = Replay.remembering(true);
      for (int i = 0; i < 150; i++) {
        byte[] update = authors.next(plain.order());
        plain.apply(update);
        remembering.apply(update);
        int step = i;
        int failed = seed;
        assertEquals(plain.order(), remembering.order(), () -> "seed " + failed + ", step " + step);
        walked += plain.transactions.integrator.conflicts.steps();
        looked += remembering.transactions.integrator.conflicts.steps();
      }
      assertArrayEquals(plain.encode(), remembering.encode());
    }
    assertTrue(looked < walked, looked + " steps instead of " + walked);
  }

  private static void crowd(List<Long> clients, boolean key) throws UpdateRejected {
    var standard = Limits.standard();
    var replay = new Replay(standard.withUpdate(standard.update().withConflictSteps(FEW_STEPS)));
    replay.apply(Replay.insert(CROWD + 1, 0, null, null, key, "ab"));
    Id origin = key ? null : new Id(CROWD + 1, 0);
    Id right = key ? null : new Id(CROWD + 1, 1);
    long steps = 0;
    for (long client : clients) {
      replay.apply(Replay.insert(client, 0, origin, right, key, "x"));
      steps += replay.transactions.integrator.conflicts.steps();
    }
    assertEquals(CROWD + 2, replay.order().size());
    assertTrue(steps < 10L * CROWD, steps + " steps");
  }

  private static List<Long> ascending() {
    var clients = new ArrayList<Long>();
    for (long client = 1; client <= CROWD; client++) {
      clients.add(client);
    }
    return clients;
  }

  @Test
  void twentyThousandClientsAtOnePlaceNeedAFewStepsEach() throws UpdateRejected {
    crowd(ascending(), false);
    crowd(ascending().reversed(), false);
  }

  @Test
  void twentyThousandClientsAtOnePlaceInAnyOrderNeedAFewStepsEach() throws UpdateRejected {
    var clients = ascending();
    Collections.shuffle(clients, new Random(1));
    crowd(clients, false);
  }

  @Test
  void twentyThousandClientsAtOneKeyNeedAFewStepsEach() throws UpdateRejected {
    crowd(ascending(), true);
  }

  @Test
  void aRefusedUpdateLeavesNoTraceInWhatIsRemembered() throws UpdateRejected {
    var plain = Replay.remembering(false);
    var remembering = Replay.remembering(true);
    for (Replay replay : List.of(plain, remembering)) {
      for (long client : new long[] {10, 20, 30}) {
        replay.apply(Replay.insert(client, 0, null, null, false, "x"));
      }
    }
    remembering.transactions.begin(Integer.MAX_VALUE);
    var lost = new Struct(new Client(25), 0, 1, Kind.DELETED);
    lost.parent = remembering.transactions.store.roots.get("t");
    remembering.transactions.integrator.integrate(lost, 0);
    remembering.transactions.undo();
    for (Replay replay : List.of(plain, remembering)) {
      replay.apply(Replay.insert(22, 0, null, null, false, "y"));
    }
    assertEquals(plain.order(), remembering.order());
  }
}
