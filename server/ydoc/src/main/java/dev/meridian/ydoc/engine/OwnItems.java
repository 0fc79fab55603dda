package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes and deletes items for the document's own client, inside an open edit. Says no to what other
 * replicas would have to read differently or refuse.
 */
public final class OwnItems {
  private final Replica replica;
  private final Store store;
  private final Limits.OfValues limits;
  private final Integrator integrator;
  private final Splitter splitter;
  private final Deleter deleter;

  OwnItems(Replica replica, Transactions transactions) {
    this.replica = replica;
    this.store = transactions.store;
    this.limits = store.limits.values();
    this.integrator = transactions.integrator;
    this.splitter = transactions.splitter;
    this.deleter = transactions.deleter;
  }

  /** Where an item goes: into the list between two neighbours, or behind the last item of a key. */
  public record Spot(
      Node parent, @Nullable Struct left, @Nullable Struct right, @Nullable String key) {
    public static Spot between(Node parent, @Nullable Struct left, @Nullable Struct right) {
      return new Spot(parent, left, right, null);
    }

    public static Spot of(Node parent, String key) {
      return new Spot(parent, parent.last(key), null, key);
    }
  }

  /** Inserts text, which must not be empty. */
  public Struct text(Spot spot, CharSequence text) {
    checkPairs(text);
    checkSize(text.length(), limits.bytes());
    TextBuffer buffer = store.textRoom(text.length());
    Struct struct = create(spot, Kind.STRING, text.length(), buffer, buffer.size);
    text.toString().getChars(0, text.length(), buffer.units, buffer.size);
    buffer.size += text.length();
    return place(struct, spot);
  }

  /** Inserts values in lib0's form. */
  public Struct values(Spot spot, List<byte[]> values) {
    int bytes = 0;
    for (byte[] value : values) {
      checkSize(value.length, limits.bytes());
      bytes += value.length;
    }
    ValueBuffer buffer = store.valueRoom(bytes);
    Struct struct = create(spot, Kind.ANY, values.size(), buffer, buffer.count);
    values.forEach(value -> buffer.append(value, 0, value.length));
    return place(struct, spot);
  }

  public Struct binary(Spot spot, byte[] bytes) {
    return single(spot, Kind.BINARY, bytes);
  }

  /** Embeds a value, as JSON text. */
  public Struct embed(Spot spot, byte[] json) {
    return single(spot, Kind.EMBED, json);
  }

  private Struct single(Spot spot, byte kind, byte[] bytes) {
    checkSize(bytes.length, limits.bytes());
    ValueBuffer buffer = store.valueRoom(bytes.length);
    Struct struct = create(spot, kind, 1, buffer, buffer.count);
    buffer.append(bytes, 0, bytes.length);
    return place(struct, spot);
  }

  /** Begins or ends a mark of a text. */
  public Struct mark(Spot spot, String name, byte[] json) {
    checkName(name);
    checkSize(json.length, limits.bytes());
    return place(create(spot, Kind.FORMAT, 1, new MarkContent(name, json), 0), spot);
  }

  /** Inserts a type of a kind of {@link Node}; elements have a name. */
  public Node type(Spot spot, byte kind, String name) {
    checkName(name);
    var node = new Node(kind, name);
    place(create(spot, Kind.TYPE, 1, node, 0), spot);
    return node;
  }

  private Struct create(Spot spot, byte kind, int length, Object content, int offset) {
    if (spot.key != null) {
      checkName(spot.key);
    }
    Client self = replica.self();
    if (self.clock + length < 0) {
      throw new IllegalStateException("the clock has run out");
    }
    var struct = new Struct(self, self.clock, length, kind);
    Struct left = spot.left;
    if (left != null) {
      struct.originClient = left.client;
      struct.originClock = left.end() - 1;
    }
    Struct right = spot.right;
    if (right != null) {
      struct.rightClient = right.client;
      struct.rightClock = right.clock;
    }
    struct.parent = spot.parent;
    struct.key = spot.key;
    struct.content = content;
    struct.offset = offset;
    return struct;
  }

  private Struct place(Struct struct, Spot spot) {
    try {
      integrator.place(struct, spot.left, spot.right);
      return struct;
    } catch (UpdateRejected e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  public void delete(Struct struct) {
    deleter.delete(struct);
  }

  /**
   * Cuts an item after {@code length} elements.
   *
   * @throws IllegalArgumentException inside a surrogate pair
   */
  public void split(Struct struct, int length) {
    if (struct.isText()
        && Character.isHighSurrogate(struct.unit(length - 1))
        && Character.isLowSurrogate(struct.unit(length))) {
      throw new IllegalArgumentException("inside a surrogate pair");
    }
    splitter.split(struct, length);
  }

  private void checkName(String name) {
    checkPairs(name);
    checkSize(name.length(), limits.keyBytes());
  }

  private static void checkSize(int size, int most) {
    if (size > most) {
      throw new IllegalArgumentException("too large: " + size + " of at most " + most);
    }
  }

  /** A lone surrogate has no UTF-8: others would read something else. */
  private static void checkPairs(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean isPair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!isPair) {
          throw new IllegalArgumentException("lone surrogate at " + i);
        }
        i++;
      }
    }
  }
}
