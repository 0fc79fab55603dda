package dev.meridian.ydoc;

import java.util.List;

/** A text with marks and embedded values. Positions and lengths are in UTF-16 units. */
public final class YText implements Item {
  private YText() {}

  public NodeId id() {
    throw new UnsupportedOperationException();
  }

  /** Units of text plus one per embedded value. */
  public int length() {
    throw new UnsupportedOperationException();
  }

  /** The characters alone: no marks, no embedded values. */
  @Override
  public String toString() {
    throw new UnsupportedOperationException();
  }

  /** Runs of equal marks, as {@code toDelta} of Yjs. */
  public List<Span> spans() {
    throw new UnsupportedOperationException();
  }

  /**
   * Inserts with the marks of the character before.
   *
   * @throws IndexOutOfBoundsException outside the text
   * @throws IllegalArgumentException inside a surrogate pair
   */
  public void insert(int at, CharSequence text) {
    throw new UnsupportedOperationException();
  }

  /** Inserts with exactly these marks. */
  public void insert(int at, CharSequence text, Marks marks) {
    throw new UnsupportedOperationException();
  }

  public void delete(int at, int length) {
    throw new UnsupportedOperationException();
  }

  /** Puts marks on, or takes them away where their value is {@link Any#NULL}. */
  public void mark(int at, int length, Marks marks) {
    throw new UnsupportedOperationException();
  }

  public void embed(int at, Any value) {
    throw new UnsupportedOperationException();
  }

  public void embed(int at, Any value, Marks marks) {
    throw new UnsupportedOperationException();
  }

  /** A position that stays before the character at {@code at}, or at the end. */
  public Position anchor(int at) {
    throw new UnsupportedOperationException();
  }
}
