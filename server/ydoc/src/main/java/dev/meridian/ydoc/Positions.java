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
    return switch (position.type()) {
      case NodeId.Root root -> Optional.of(edgeOf(root, replica.knownRoot(root.name()), position));
      case NodeId.Nested id -> {
        Node node = replica.nested(id.client(), id.clock());
        yield node == null ? Optional.empty() : Optional.of(edgeOf(id, node, position));
      }
      case null -> Optional.empty();
    };
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

  private static Position.Place edgeOf(NodeId id, @Nullable Node node, Position position) {
    int index = node == null || position.leansLeft() ? 0 : node.length();
    return new Position.Place(id, index);
  }
}
