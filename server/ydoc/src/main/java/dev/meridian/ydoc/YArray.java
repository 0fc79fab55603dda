package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.Node;
import dev.meridian.ydoc.engine.Replica;
import java.util.List;

/**
 * A list of values and types. Changes are only possible inside {@link YDoc#edit}; they throw
 * IndexOutOfBoundsException outside the list.
 */
public final class YArray implements Item {
  private final Replica replica;
  private final Node node;

  YArray(Replica replica, Node node) {
    this.replica = replica;
    this.node = node;
  }

  public NodeId id() {
    return node.id();
  }

  public int length() {
    return node.length();
  }

  public Item get(int at) {
    return ListEditing.get(replica, node, at);
  }

  public List<Item> items() {
    return Contents.items(replica, node);
  }

  public void insert(int at, Any... values) {
    ListEditing.insert(replica, node, at, List.of(values));
  }

  public YMap insertMap(int at) {
    return new YMap(replica, insertType(at, Node.MAP));
  }

  public YArray insertArray(int at) {
    return new YArray(replica, insertType(at, Node.ARRAY));
  }

  public YText insertText(int at) {
    return new YText(replica, insertType(at, Node.TEXT));
  }

  private Node insertType(int at, byte kind) {
    var spot = ListEditing.spot(replica, node, at);
    return replica.items().type(spot, kind, "");
  }

  public void delete(int at, int count) {
    ListEditing.delete(replica, node, at, count);
  }

  /** A position that stays before the element at {@code at}, or at the end. */
  public Position anchor(int at) {
    return Positions.anchor(node, at);
  }

  Node node() {
    return node;
  }
}
