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
