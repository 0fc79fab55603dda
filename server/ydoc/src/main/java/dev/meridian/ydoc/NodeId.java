package dev.meridian.ydoc;

/**
 * Names a type for as long as the document lives: a root by its name, a nested type by its item.
 */
public sealed interface NodeId {
  /** A root type. */
  record Root(String name) implements NodeId {}

  /** A type inside another one; (client, clock) is the id of the item that holds it. */
  record Nested(long client, int clock) implements NodeId {}
}
