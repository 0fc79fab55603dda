package dev.meridian.ydoc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StructListTest {
  private static final int MANY = 5000;

  private final Client client = new Client(1);
  private final StructList structs = new StructList();

  private Struct struct(int clock, int length) {
    return new Struct(client, clock, length, Kind.GC);
  }

  private void appendMany(int length) {
    for (int i = 0; i < MANY; i++) {
      structs.append(struct(i * length, length));
    }
  }

  private List<Integer> clocks() {
    var clocks = new ArrayList<Integer>();
    for (int p = structs.firstPosition(); p >= 0; p = structs.next(p)) {
      clocks.add(structs.at(p).clock);
    }
    return clocks;
  }

  @Test
  void findsTheStructWithAnElementOnEveryPage() {
    appendMany(3);
    for (int clock = 0; clock < MANY * 3; clock++) {
      assertEquals(clock / 3 * 3, structs.at(structs.find(clock)).clock);
    }
  }

  @Test
  void goesBackTheWayItCame() {
    appendMany(1);
    int steps = 0;
    for (int p = structs.lastPosition(); p >= 0; p = structs.previous(p)) {
      assertEquals(MANY - 1 - steps, structs.at(p).clock);
      steps++;
    }
    assertEquals(MANY, steps);
  }

  @Test
  void keepsItsOrderWhenPagesAreSplitAndEmptied() {
    appendMany(2);
    var random = new Random(1);
    for (int i = 0; i < MANY; i++) {
      int clock = random.nextInt(MANY * 2);
      int position = structs.find(clock);
      Struct found = structs.at(position);
      if (found.length == 2) {
        found.length = 1;
        int inserted = structs.insertAfter(position, struct(found.clock + 1, 1));
        assertEquals(found.clock + 1, structs.at(inserted).clock);
      } else if (position > 0) {
        structs.at(structs.previous(position)).length += found.length;
        structs.remove(position);
      }
    }
    int expected = 0;
    for (int p = structs.firstPosition(); p >= 0; p = structs.next(p)) {
      assertEquals(expected, structs.at(p).clock);
      assertSame(structs.at(p), structs.at(structs.find(expected)));
      expected += structs.at(p).length;
    }
    assertEquals(MANY * 2, expected);
  }

  @Test
  void countsFromAPositionToTheEnd() {
    appendMany(1);
    assertEquals(MANY - 1234, structs.countFrom(structs.find(1234)));
  }

  @Test
  void forgetsWhatBeginsLater() {
    appendMany(1);
    structs.truncate(1024);
    assertEquals(1024, clocks().size());
    structs.append(struct(1024, 1));
    assertEquals(1024, structs.last().clock);
    structs.truncate(0);
    assertTrue(structs.isEmpty());
  }

  @Test
  void looksNearTheLastPlaceFirst() {
    appendMany(1);
    int before = structs.searches();
    for (int clock = 0; clock < MANY; clock++) {
      structs.find(clock);
    }
    for (int clock = MANY - 1; clock >= 0; clock--) {
      structs.find(clock);
    }
    assertTrue(structs.searches() - before < 20, "once for each page and direction");
  }

  @Test
  void deletesThatCutAreFoundWithoutLookingThroughTheList() throws UpdateRejected {
    var replay = new Replay(Limits.standard());
    replay.apply(Replay.insert(7, 0, null, null, false, "x".repeat(2 * MANY + 1)));
    var ranges = new int[2 * MANY];
    for (int i = 0; i < MANY; i++) {
      ranges[2 * i] = 2 * i + 1;
      ranges[2 * i + 1] = 1;
    }
    replay.apply(Replay.delete(7, ranges));
    assertEquals(2 * MANY + 1, replay.transactions.store.size.structs);
    var written = replay.transactions.store.clients.find(7);
    assertNotNull(written);
    assertTrue(written.structs.searches() < MANY / 10, written.structs.searches() + " searches");
  }
}
