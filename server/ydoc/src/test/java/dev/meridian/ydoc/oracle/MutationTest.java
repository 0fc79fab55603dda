package dev.meridian.ydoc.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.meridian.ydoc.Applied;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import dev.meridian.ydoc.YDoc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Real updates with bytes changed at random: either refused, and then nothing has changed, or
 * taken, and then the document can still be written, read and loaded. Nothing else may ever come
 * out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutationTest {
  private final List<List<byte[]>> histories = new ArrayList<>();

  @BeforeAll
  void collectUpdates() {
    TestData.golden()
        .limit(60)
        .map(golden -> Yjs.byteList(golden.get("updates")))
        .forEach(histories::add);
    histories.add(List.of(Fixtures.everyKind()));
  }

  @Test
  void damagedUpdateIsRefusedWholeOrTakenWhole() {
    Fuzz.run("MutationTest, updates", 20_000, this::applyDamaged);
  }

  private void applyDamaged(int seed) throws Exception {
    var random = new Random(seed);
    var history = histories.get(random.nextInt(histories.size()));
    int known = random.nextInt(Math.min(12, history.size()));
    var doc = YDoc.create(Limits.standard());
    for (var update : history.subList(0, known)) {
      doc.apply(update);
    }
    var update = history.get(known + random.nextInt(Math.min(3, history.size() - known)));
    if (random.nextInt(4) == 0) {
      update = Updates.merge(history);
    }
    var damaged = damage(update, random);
    var state = doc.encode();
    var vector = doc.stateVector();
    Applied applied;
    try {
      applied = doc.apply(damaged);
    } catch (UpdateRejected rejected) {
      assertArrayEquals(state, doc.encode(), "refused, but the state has changed");
      assertEquals(vector, doc.stateVector(), "refused, but the state vector has changed");
      return;
    }
    assertSound(doc, state, applied);
  }

  /**
   * Whoever forges updates can write what reads differently after a reload, in Yjs as well, so only
   * that the state can be read and loaded again is certain.
   */
  private static void assertSound(YDoc doc, byte[] before, Applied applied) throws Exception {
    Plain.of(doc);
    var loaded = YDoc.load(Limits.standard(), doc.encode());
    Plain.of(loaded);
    assertEquals(doc.stateVector(), loaded.stateVector(), "loaded state vector");
    if (!applied.isEmpty()) {
      var follower = YDoc.load(Limits.standard(), before);
      follower.apply(applied.update());
      assertEquals(doc.stateVector(), follower.stateVector(), "relayed state vector");
    }
  }

  @Test
  void damagedInputOfTheOtherDoorsIsRefusedOrTaken() {
    Fuzz.run(
        "MutationTest, other doors",
        5_000,
        seed -> {
          var random = new Random(seed);
          var history = histories.get(random.nextInt(histories.size()));
          var damaged = damage(Updates.merge(history), random);
          refusedOrTaken(() -> YDoc.load(Limits.standard(), damaged).encode());
          refusedOrTaken(() -> Updates.inspect(damaged, Limits.standard()));
          refusedOrTaken(() -> Updates.merge(List.of(damaged, history.getFirst())));
          refusedOrTaken(() -> Updates.diff(damaged, StateVector.EMPTY));
          var vector = YDoc.load(Limits.standard(), history.getFirst()).stateVector().encode();
          refusedOrTaken(() -> StateVector.decode(damage(vector, random), Limits.standard()));
        });
  }

  private interface Door {
    void open() throws UpdateRejected;
  }

  private static void refusedOrTaken(Door door) {
    try {
      door.open();
    } catch (UpdateRejected rejected) {
      assertNotNull(rejected.reason());
    }
  }

  /** Changes, removes, doubles or inserts a few bytes. */
  private static byte[] damage(byte[] update, Random random) {
    var bytes = update.clone();
    for (int times = 1 + random.nextInt(3); times > 0 && bytes.length > 0; times--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes[at]++;
        case 3 -> bytes = splice(bytes, at, 1 + random.nextInt(4), new byte[0]);
        case 4 -> bytes = splice(bytes, at, 0, random(random, 1 + random.nextInt(6)));
        default -> {
          int length = Math.min(1 + random.nextInt(20), bytes.length - at);
          bytes = splice(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
        }
      }
    }
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int at, int removed, byte[] inserted) {
    int to = Math.min(bytes.length, at + removed);
    return new Wire()
        .raw(Arrays.copyOf(bytes, at))
        .raw(inserted)
        .raw(Arrays.copyOfRange(bytes, to, bytes.length))
        .bytes();
  }

  private static byte[] random(Random random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
