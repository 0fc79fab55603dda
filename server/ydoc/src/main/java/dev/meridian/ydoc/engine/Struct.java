package dev.meridian.ydoc.engine;

import org.jspecify.annotations.Nullable;

/**
 * A run of elements that one client inserted side by side. Its id is (client, clock); the elements
 * have the clocks {@code clock} to {@code clock + length - 1}.
 *
 * <p>Fields instead of objects: a document has tens of thousands of these.
 *
 * <pre>
 *   kind      content        offset and length say which part of it
 *   STRING    TextBuffer     units
 *   ANY JSON  ValueBuffer    values
 *   BINARY EMBED DOC  ValueBuffer  one value
 *   FORMAT    MarkContent    -
 *   TYPE      Node           -
 * </pre>
 */
public final class Struct {
  final Client client;
  int clock;
  int length;
  byte kind;
  boolean deleted;

  /**
   * Not integrated yet, and the origin fields hold the id of the item whose type is the parent.
   * Items with an explicit parent have no origins.
   */
  boolean parentById;

  /** Id of the element that was to the left when this was inserted; no client means none. */
  @Nullable Client originClient;

  int originClock;

  /** Id of the element that was to the right when this was inserted; no client means none. */
  @Nullable Client rightClient;

  int rightClock;

  @Nullable Struct left;
  @Nullable Struct right;
  @Nullable Node parent;

  /** Key in the parent, when it is not in the parent's list. */
  @Nullable String key;

  @Nullable Object content;
  int offset;

  /** When the last conflict scan passed by; see {@link Integrator}. */
  int mark;

  Struct(Client client, int clock, int length, byte kind) {
    this.client = client;
    this.clock = clock;
    this.length = length;
    this.kind = kind;
    this.deleted = kind == Kind.GC || kind == Kind.SKIP;
  }

  /** The next item of the list, deleted or not. */
  public @Nullable Struct right() {
    return right;
  }

  /** The previous item of the list, deleted or not. */
  public @Nullable Struct left() {
    return left;
  }

  public int length() {
    return length;
  }

  public boolean isDeleted() {
    return deleted;
  }

  /** Is there for readers: not deleted, and not only a mark. */
  public boolean isVisible() {
    return !deleted && Kind.isCountable(kind);
  }

  public boolean isText() {
    return kind == Kind.STRING;
  }

  public boolean isMark() {
    return kind == Kind.FORMAT;
  }

  public boolean isEmbed() {
    return kind == Kind.EMBED;
  }

  public boolean isType() {
    return kind == Kind.TYPE;
  }

  public boolean isBinary() {
    return kind == Kind.BINARY;
  }

  public boolean isDocument() {
    return kind == Kind.DOC;
  }

  /** Values are JSON texts rather than lib0's any. */
  public boolean isJson() {
    return kind == Kind.JSON || kind == Kind.EMBED;
  }

  public void appendTextTo(StringBuilder target) {
    target.append(text().units, offset, length);
  }

  /** A unit of text. */
  public char unit(int index) {
    return text().units[offset + index];
  }

  /** One value in its wire form. */
  public byte[] value(int index) {
    return values().copy(offset + index);
  }

  /** The type this item holds. */
  public Node type() {
    return node();
  }

  public MarkContent mark() {
    return markContent();
  }

  /** Id of the client that wrote it. */
  public long clientId() {
    return client.id;
  }

  /** Clock of the first element. */
  public int clock() {
    return clock;
  }

  /** Key in the parent, when it is not in the parent's list. */
  public @Nullable String key() {
    return key;
  }

  /** The type an integrated item is in; none for a collected range. */
  public @Nullable Node parent() {
    return parent;
  }

  int end() {
    return clock + length;
  }

  boolean isCountable() {
    return Kind.isCountable(kind);
  }

  /** Counts for the length of its parent's list. */
  boolean isCounted() {
    return key == null && !deleted && Kind.isCountable(kind);
  }

  TextBuffer text() {
    return (TextBuffer) content();
  }

  ValueBuffer values() {
    return (ValueBuffer) content();
  }

  Node node() {
    return (Node) content();
  }

  MarkContent markContent() {
    return (MarkContent) content();
  }

  private Object content() {
    if (content == null) {
      throw new IllegalStateException("no content");
    }
    return content;
  }

  /** The parent of an integrated item. */
  Node parentNode() {
    if (parent == null) {
      throw new IllegalStateException("not integrated");
    }
    return parent;
  }
}
