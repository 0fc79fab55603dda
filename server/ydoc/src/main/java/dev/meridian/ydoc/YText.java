package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.Node;
import dev.meridian.ydoc.engine.Replica;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text with marks and embedded values. Positions and lengths are in UTF-16 units, an embedded
 * value counting one.
 *
 * <p>Changes are only possible inside {@link YDoc#edit}. They throw IndexOutOfBoundsException
 * outside the text and IllegalArgumentException inside a surrogate pair.
 */
public final class YText implements Item {
  private final Replica replica;
  private final Node node;

  YText(Replica replica, Node node) {
    this.replica = replica;
    this.node = node;
  }

  public NodeId id() {
    return node.id();
  }

  /** Units of text plus one per embedded value. */
  public int length() {
    return node.length();
  }

  /** The characters alone: no marks, no embedded values. */
  @Override
  public String toString() {
    return Contents.text(node);
  }

  /** Runs of equal marks, as {@code toDelta} of Yjs. */
  public List<Span> spans() {
    return Spans.of(replica, node);
  }

  /** Inserts with the marks of the character before. */
  public void insert(int at, CharSequence text) {
    insert(at, text, null);
  }

  /** Inserts with these marks and no others. */
  public void insert(int at, CharSequence text, @Nullable Marks marks) {
    TextEditing editing = editing(at);
    if (!text.isEmpty()) {
      editing.insertText(text, marks);
    }
  }

  public void delete(int at, int length) {
    Objects.checkFromIndexSize(at, length, node.length());
    if (length > 0) {
      editing(at).delete(length);
    }
  }

  /** Puts marks on, or takes them away where their value is {@link Any#NULL}. */
  public void mark(int at, int length, Marks marks) {
    Objects.checkFromIndexSize(at, length, node.length());
    if (length > 0) {
      editing(at).mark(length, marks);
    }
  }

  /** Embeds a value without marks. */
  public void embed(int at, Any value) {
    embed(at, value, Marks.NONE);
  }

  /** Embeds a value with these marks and no others. */
  public void embed(int at, Any value, Marks marks) {
    editing(at).insertEmbed(value, marks);
  }

  private TextEditing editing(int at) {
    var items = replica.items();
    Objects.checkIndex(at, node.length() + 1);
    return new TextEditing(node, items, at);
  }

  /** A position that stays before the character at {@code at}, or at the end. */
  public Position anchor(int at) {
    return Positions.anchor(node, at);
  }

  Node node() {
    return node;
  }
}
