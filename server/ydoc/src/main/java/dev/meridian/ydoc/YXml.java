package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.Node;
import dev.meridian.ydoc.engine.Replica;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An XML fragment or element. XML text is a {@link YText}. Changes are only possible inside {@link
 * YDoc#edit}.
 */
public final class YXml implements Item {
  private final Replica replica;
  private final Node node;

  YXml(Replica replica, Node node) {
    this.replica = replica;
    this.node = node;
  }

  public NodeId id() {
    return node.id();
  }

  /** Name of the element; empty for a fragment. */
  public String name() {
    return node.kind() == Node.ROOT ? "" : node.name();
  }

  public int length() {
    return node.length();
  }

  /** Elements, texts and, where somebody put them there, values. */
  public List<Item> children() {
    return Contents.items(replica, node);
  }

  public SortedMap<String, Item> attributes() {
    var attributes = new TreeMap<String, Item>();
    for (String name : node.keysWithValue()) {
      attribute(name).ifPresent(value -> attributes.put(name, value));
    }
    return attributes;
  }

  public Optional<Item> attribute(String name) {
    return Optional.ofNullable(ListEditing.get(replica, node, name));
  }

  public void setAttribute(String name, Any value) {
    ListEditing.set(replica, node, name, value);
  }

  /** Does nothing when there is no such attribute. */
  public void removeAttribute(String name) {
    ListEditing.remove(replica, node, name);
  }

  public YXml insertElement(int at, String name) {
    return new YXml(replica, insertType(at, Node.XML_ELEMENT, name));
  }

  public YText insertText(int at) {
    return new YText(replica, insertType(at, Node.XML_TEXT, ""));
  }

  private Node insertType(int at, byte kind, String name) {
    var spot = ListEditing.spot(replica, node, at);
    return replica.items().type(spot, kind, name);
  }

  public void delete(int at, int count) {
    ListEditing.delete(replica, node, at, count);
  }

  /** As XML text, the way Yjs writes it: attributes sorted, nothing escaped. */
  @Override
  public String toString() {
    return XmlText.of(this);
  }

  Node node() {
    return node;
  }
}
