package dev.meridian.ydoc.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.MalformedException;
import org.junit.jupiter.api.Test;

class SyncTest {
  private static SyncMessage read(byte... bytes) {
    return SyncMessage.read(new Lib0Reader(bytes));
  }

  @Test
  void messagesHaveTheBytesOfYProtocols() {
    assertArrayEquals(new byte[] {0, 1, 0}, new SyncMessage.Step1(new byte[] {0}).encode());
    assertArrayEquals(new byte[] {1, 2, 0, 0}, new SyncMessage.Step2(new byte[2]).encode());
    assertArrayEquals(new byte[] {2, 2, 0, 0}, new SyncMessage.Update(new byte[2]).encode());
  }

  @Test
  void unknownAndShortMessagesAreMalformed() {
    assertThrows(MalformedException.class, () -> read((byte) 3, (byte) 0));
    assertThrows(MalformedException.class, () -> read((byte) 0, (byte) 5));
    assertThrows(MalformedException.class, SyncTest::read);
  }

  @Test
  void twoStepsBringAReplicaUpToDate() throws UpdateRejected {
    YDoc server = YDoc.create(Limits.standard());
    server.edit(edit -> edit.text("t").insert(0, "hello"));
    YDoc client = YDoc.create(Limits.standard());
    byte[] question = new SyncMessage.Step1(client.stateVector().encode()).encode();
    var asked = assertInstanceOf(SyncMessage.Step1.class, read(question));
    var known = StateVector.decode(asked.stateVector(), Limits.standard());
    byte[] answer = new SyncMessage.Step2(server.encodeSince(known)).encode();
    var answered = assertInstanceOf(SyncMessage.Step2.class, read(answer));
    client.apply(answered.update());
    assertEquals("hello", client.text("t").toString());
  }
}
