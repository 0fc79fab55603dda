package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.Node;
import dev.meridian.ydoc.engine.OwnItems.Spot;
import dev.meridian.ydoc.engine.Replica;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A map from strings to values and types. Changes are only possible inside {@link YDoc#edit}. */
public final class YMap implements Item {
  private final Replica replica;
  private final Node node;

  YMap(Replica replica, Node node) {
    this.replica = replica;
    this.node = node;
  }

  public NodeId id() {
    return node.id();
  }

  /** The keys that have a value, sorted. */
  public Set<String> keys() {
    return new TreeSet<>(node.keysWithValue());
  }

  public Optional<Item> get(String key) {
    return Optional.ofNullable(ListEditing.get(replica, node, key));
  }

  public void set(String key, Any value) {
    ListEditing.set(replica, node, key, value);
  }

  public YMap setMap(String key) {
    return new YMap(replica, setType(key, Node.MAP));
  }

  public YArray setArray(String key) {
    return new YArray(replica, setType(key, Node.ARRAY));
  }

  public YText setText(String key) {
    return new YText(replica, setType(key, Node.TEXT));
  }

  private Node setType(String key, byte kind) {
    return replica.items().type(Spot.of(node, key), kind, "");
  }

  /** Does nothing when the key has no value. */
  public void delete(String key) {
    ListEditing.remove(replica, node, key);
  }

  Node node() {
    return node;
  }
}
