package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.Node;
import dev.meridian.ydoc.engine.Replica;
import dev.meridian.ydoc.engine.Struct;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes positions out of indexes and finds them again. */
final class Positions {
  private Positions() {}

  static Position anchor(Node node, int at) {
    int rest = Objects.checkIndex(at, node.length() + 1);
    for (Struct struct = node.start(); struct != null; struct = struct.right()) {
      if (struct.isVisible()) {
        if (rest < struct.length()) {
          var element = new Position.Element(struct.clientId(), struct.clock() + rest);
          return new Position(element, node.id(), false);
        }
        rest -= struct.length();
      }
    }
    return new Position(null, node.id(), false);
  }

  static Optional<Position.Place> locate(Replica replica, Position position) {
    Position.Element element = position.element();
    if (element != null) {
      Struct struct = replica.find(element.client(), element.clock());
      return struct == null ? Optional.empty() : placeOf(struct, element.clock(), position);
    }
    Node node = typeOf(replica, position.type());
    if (node == null) {
      return Optional.empty();
    }
    int index = position.leansLeft() ? 0 : node.length();
    return Optional.of(new Position.Place(node.id(), index));
  }

  private static Optional<Position.Place> placeOf(Struct struct, int clock, Position position) {
    Node parent = struct.parent();
    if (parent == null || parent.isDeleted()) {
      return Optional.empty();
    }
    int index = 0;
    if (struct.isVisible()) {
      index = clock - struct.clock() + (position.leansLeft() ? 1 : 0);
    }
    for (Struct before = struct.left(); before != null; before = before.left()) {
      index += before.isVisible() ? before.length() : 0;
    }
    return Optional.of(new Position.Place(parent.id(), index));
  }

  private static @Nullable Node typeOf(Replica replica, @Nullable NodeId id) {
    return switch (id) {
      case NodeId.Root(String name) -> replica.root(name);
      case NodeId.Nested(long client, int clock) -> replica.nested(client, clock);
      case null -> null;
    };
  }
}
