package dev.meridian.ydoc;

import java.util.List;

/** A list of values and types. */
public final class YArray implements Item {
  private YArray() {}

  public NodeId id() {
    throw new UnsupportedOperationException();
  }

  public int length() {
    throw new UnsupportedOperationException();
  }

  public Item get(int at) {
    throw new UnsupportedOperationException();
  }

  public List<Item> items() {
    throw new UnsupportedOperationException();
  }

  public void insert(int at, Any... values) {
    throw new UnsupportedOperationException();
  }

  public YMap insertMap(int at) {
    throw new UnsupportedOperationException();
  }

  public YArray insertArray(int at) {
    throw new UnsupportedOperationException();
  }

  public YText insertText(int at) {
    throw new UnsupportedOperationException();
  }

  public void delete(int at, int count) {
    throw new UnsupportedOperationException();
  }

  /** A position that stays before the element at {@code at}, or at the end. */
  public Position anchor(int at) {
    throw new UnsupportedOperationException();
  }
}
