package dev.meridian.ydoc;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** An XML fragment or element. XML text is a {@link YText}. */
public final class YXml implements Item {
  private YXml() {}

  public NodeId id() {
    throw new UnsupportedOperationException();
  }

  /** Name of the element; empty for a fragment. */
  public String name() {
    throw new UnsupportedOperationException();
  }

  public int length() {
    throw new UnsupportedOperationException();
  }

  /** Elements, texts and, where somebody put them there, values. */
  public List<Item> children() {
    throw new UnsupportedOperationException();
  }

  public SortedMap<String, Item> attributes() {
    throw new UnsupportedOperationException();
  }

  public Optional<Item> attribute(String name) {
    throw new UnsupportedOperationException();
  }

  public void setAttribute(String name, Any value) {
    throw new UnsupportedOperationException();
  }

  public void removeAttribute(String name) {
    throw new UnsupportedOperationException();
  }

  public YXml insertElement(int at, String name) {
    throw new UnsupportedOperationException();
  }

  public YText insertText(int at) {
    throw new UnsupportedOperationException();
  }

  public void delete(int at, int count) {
    throw new UnsupportedOperationException();
  }

  /** As XML text, the way Yjs writes it: attributes sorted, nothing escaped. */
  @Override
  public String toString() {
    throw new UnsupportedOperationException();
  }
}
