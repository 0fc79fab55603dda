package dev.meridian.ydoc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.lib0.Lib0Writer;
import org.junit.jupiter.api.Test;

class StateVectorTest {
  private static StateVector of(long... clientsAndClocks) throws UpdateRejected {
    var out = new Lib0Writer();
    out.varUint(clientsAndClocks.length / 2);
    for (long value : clientsAndClocks) {
      out.varUint(value);
    }
    return StateVector.decode(out.toBytes(), Limits.standard());
  }

  private static Reason refusal(byte[] bytes, Limits limits) {
    return assertThrows(UpdateRejected.class, () -> StateVector.decode(bytes, limits)).reason();
  }

  @Test
  void isRefusedWhenItClaimsClientsItDoesNotHold() {
    byte[] bomb = {-1, -1, -1, -1, 7};
    assertEquals(Reason.MALFORMED, refusal(bomb, Limits.standard()));
  }

  @Test
  void isRefusedWithMoreClientsThanADocumentMayHave() {
    var two = Limits.standard().withDocument(Limits.standard().document().withClients(2));
    assertEquals(Reason.CLIENTS, refusal(new byte[] {3, 1, 1, 2, 1, 3, 1}, two));
  }

  @Test
  void isRefusedWithBytesAfterItsEnd() {
    assertEquals(Reason.MALFORMED, refusal(new byte[] {0, 0}, Limits.standard()));
  }

  @Test
  void isWrittenWithHigherClientsFirst() throws UpdateRejected {
    assertArrayEquals(new byte[] {2, 9, 4, 3, 7}, of(3, 7, 9, 4).encode());
  }

  @Test
  void knowsNothingOfClientsItDoesNotName() throws UpdateRejected {
    assertEquals(7, of(3, 7).clock(3));
    assertEquals(0, of(3, 7).clock(4));
  }

  @Test
  void coversWhatIsNotAheadOfIt() throws UpdateRejected {
    StateVector both = of(1, 5, 2, 5);
    assertTrue(both.covers(of(1, 5)));
    assertTrue(both.covers(StateVector.EMPTY));
    assertFalse(both.covers(of(1, 6)));
    assertFalse(both.covers(of(3, 1)));
  }

  @Test
  void equalsWhatWasWrittenInAnotherOrder() throws UpdateRejected {
    assertEquals(of(1, 5, 2, 6), of(2, 6, 1, 5));
  }
}
