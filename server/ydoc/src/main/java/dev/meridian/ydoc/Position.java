package dev.meridian.ydoc;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * A place in a text or array that stays with its neighbour while others edit: Yjs's relative
 * position.
 *
 * @param element the element it belongs to; null for the end, or the start when it leans left
 * @param type the type it is in; null after decoding one that has an element
 * @param leansLeft belongs to the element before it rather than to the one after it
 */
public record Position(@Nullable Element element, @Nullable NodeId type, boolean leansLeft) {
  private static final int ELEMENT = 0;
  private static final int ROOT = 1;
  private static final int NESTED = 2;

  /** The id of one element of a text or array. */
  public record Element(long client, int clock) {}

  /** A position found again: an index in a type. */
  public record Place(NodeId type, int index) {}

  public Position {
    if (element == null && type == null) {
      throw new IllegalArgumentException("a position needs an element or a type");
    }
  }

  /** Decodes what {@link #encode()} or {@code Y.encodeRelativePosition} wrote. */
  public static Position decode(byte[] bytes) throws UpdateRejected {
    var in = new Lib0Reader(bytes);
    try {
      Element element = null;
      NodeId type = null;
      int kind = in.varUint31();
      switch (kind) {
        case ELEMENT -> element = new Element(in.varUint(), in.varUint31());
        case ROOT -> type = new NodeId.Root(in.varString());
        case NESTED -> type = new NodeId.Nested(in.varUint(), in.varUint31());
        default -> throw new MalformedException("unknown kind of position " + kind, 0);
      }
      boolean leansLeft = in.hasMore() && in.varInt() < 0;
      return new Position(element, type, leansLeft);
    } catch (MalformedException e) {
      throw UpdateRejected.of(e);
    }
  }

  /** The bytes of {@code Y.encodeRelativePosition}. */
  public byte[] encode() {
    var out = new Lib0Writer();
    if (element != null) {
      out.varUint(ELEMENT);
      out.varUint(element.client);
      out.varUint(element.clock);
    } else {
      writeType(out);
    }
    out.varInt(leansLeft ? -1 : 0);
    return out.toBytes();
  }

  private void writeType(Lib0Writer out) {
    switch (type) {
      case NodeId.Root(String name) -> {
        out.varUint(ROOT);
        out.varString(name);
      }
      case NodeId.Nested(long client, int clock) -> {
        out.varUint(NESTED);
        out.varUint(client);
        out.varUint(clock);
      }
      case null -> throw new IllegalStateException();
    }
  }
}
