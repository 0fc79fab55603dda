package dev.meridian.ydoc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PositionTest {
  private final YDoc doc = YDoc.create(Limits.standard(), Tombstones.KEEP).withClientId(1);
  private final YText text = doc.text("t");

  PositionTest() {
    doc.edit(_ -> text.insert(0, "hello"));
  }

  private int indexOf(Position position) {
    return doc.locate(position).orElseThrow().index();
  }

  @Test
  void staysBeforeItsCharacter() {
    Position anchor = text.anchor(2);
    doc.edit(_ -> text.insert(0, "oh "));
    assertEquals(5, indexOf(anchor));
    doc.edit(_ -> text.delete(0, 4));
    assertEquals(1, indexOf(anchor));
  }

  @Test
  void staysWhereItsCharacterWasWhenThatIsDeleted() {
    Position anchor = text.anchor(2);
    doc.edit(_ -> text.delete(1, 3));
    assertEquals(1, indexOf(anchor));
  }

  @Test
  void atTheEndStaysAtTheEnd() {
    Position anchor = text.anchor(5);
    doc.edit(_ -> text.insert(5, "!"));
    assertEquals(6, indexOf(anchor));
  }

  @Test
  void isLostWithItsType() {
    doc.edit(edit -> edit.map("m").setText("k").insert(0, "inner"));
    YText inner = (YText) doc.map("m").get("k").orElseThrow();
    Position inside = inner.anchor(2);
    Position end = inner.anchor(5);
    doc.edit(edit -> edit.map("m").delete("k"));
    assertEquals(Optional.empty(), doc.locate(inside));
    assertEquals(Optional.empty(), doc.locate(end));
  }

  @Test
  void isNotFoundWhenItsElementHasNotArrived() {
    var unknown = new Position(new Position.Element(99, 0), null, false);
    assertEquals(Optional.empty(), doc.locate(unknown));
  }

  @Test
  void ofAnUnknownRootDoesNotMakeThatRoot() {
    var position = new Position(null, new NodeId.Root("nobody"), false);
    assertEquals(0, indexOf(position));
    assertEquals(Set.of("t"), doc.roots());
  }

  @Test
  void hasTheBytesOfYjs() throws UpdateRejected {
    assertArrayEquals(new byte[] {0, 1, 2, 0}, text.anchor(2).encode());
    assertArrayEquals(new byte[] {1, 1, 't', 0}, text.anchor(5).encode());
    Position decoded = Position.decode(new byte[] {0, 1, 2, 0x41});
    assertEquals(new Position(new Position.Element(1, 2), null, true), decoded);
    assertEquals(3, indexOf(decoded));
  }

  @Test
  void isRefusedWhenMalformed() {
    assertThrows(UpdateRejected.class, () -> Position.decode(new byte[] {}));
    assertThrows(UpdateRejected.class, () -> Position.decode(new byte[] {3, 0}));
    assertThrows(UpdateRejected.class, () -> Position.decode(new byte[] {0, 1}));
  }
}
