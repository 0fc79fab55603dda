package dev.meridian.ydoc;

import org.jspecify.annotations.Nullable;

/**
 * A place in a text or array that stays with its neighbour while others edit: Yjs's relative
 * position.
 *
 * @param element the element it belongs to, or null for the end (the start, when it leans left)
 * @param type the type it is in; null when it is known from the element
 * @param leansLeft belongs to the element before it rather than the one after it
 */
public record Position(@Nullable Element element, @Nullable NodeId type, boolean leansLeft) {
  /** One element of a text or array: the id of the struct element in it. */
  public record Element(long client, int clock) {}

  /** A position found again: an index in a type. */
  public record Place(NodeId type, int index) {}

  /** Decodes {@code Y.encodeRelativePosition}. */
  public static Position decode(byte[] bytes) throws UpdateRejected {
    throw new UnsupportedOperationException();
  }

  /** The bytes of {@code Y.encodeRelativePosition}. */
  public byte[] encode() {
    throw new UnsupportedOperationException();
  }
}
