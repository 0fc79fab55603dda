package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.Node;
import dev.meridian.ydoc.engine.OwnItems;
import dev.meridian.ydoc.engine.OwnItems.Spot;
import dev.meridian.ydoc.engine.Replica;
import dev.meridian.ydoc.engine.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Edits of lists and keys, the way Yjs does them. */
final class ListEditing {
  private ListEditing() {}

  /** The place before the element at {@code at}. */
  static Spot spot(Replica replica, Node node, int at) {
    OwnItems items = replica.items();
    Objects.checkIndex(at, node.length() + 1);
    if (at == 0) {
      return Spot.between(node, null, node.start());
    }
    int rest = at;
    Struct struct = node.start();
    while (struct != null) {
      if (struct.isVisible()) {
        if (rest <= struct.length()) {
          if (rest < struct.length()) {
            items.split(struct, rest);
          }
          break;
        }
        rest -= struct.length();
      }
      struct = struct.right();
    }
    return Spot.between(node, struct, struct == null ? null : struct.right());
  }

  /** Inserts values: bytes as items of their own, the rest in runs. */
  static void insert(Replica replica, Node node, int at, List<Any> values) {
    Spot spot = spot(replica, node, at);
    var run = new ArrayList<byte[]>();
    for (Any value : values) {
      if (value instanceof Any.Bytes(byte[] bytes)) {
        spot = flush(replica.items(), spot, run);
        spot = behind(spot, replica.items().binary(spot, bytes));
      } else {
        run.add(Contents.bytes(value));
      }
    }
    flush(replica.items(), spot, run);
  }

  private static Spot flush(OwnItems items, Spot spot, List<byte[]> run) {
    if (run.isEmpty()) {
      return spot;
    }
    Struct inserted = items.values(spot, run);
    run.clear();
    return behind(spot, inserted);
  }

  private static Spot behind(Spot spot, Struct inserted) {
    return Spot.between(spot.parent(), inserted, spot.right());
  }

  static void delete(Replica replica, Node node, int at, int count) {
    OwnItems items = replica.items();
    Objects.checkFromIndexSize(at, count, node.length());
    int skip = at;
    int rest = count;
    for (Struct struct = node.start(); struct != null && rest > 0; struct = struct.right()) {
      if (!struct.isVisible()) {
        continue;
      }
      if (skip > 0) {
        if (skip < struct.length()) {
          items.split(struct, skip);
        }
        skip -= struct.length();
      } else {
        if (rest < struct.length()) {
          items.split(struct, rest);
        }
        rest -= struct.length();
        items.delete(struct);
      }
    }
  }

  static void set(Replica replica, Node node, String key, Any value) {
    OwnItems items = replica.items();
    Spot spot = Spot.of(node, key);
    if (value instanceof Any.Bytes(byte[] bytes)) {
      items.binary(spot, bytes);
    } else {
      items.values(spot, List.of(Contents.bytes(value)));
    }
  }

  static void remove(Replica replica, Node node, String key) {
    OwnItems items = replica.items();
    Struct current = node.value(key);
    if (current != null) {
      items.delete(current);
    }
  }

  /** The element at {@code at}. */
  static Item get(Replica replica, Node node, int at) {
    int rest = Objects.checkIndex(at, node.length());
    Struct struct = node.start();
    while (struct != null) {
      if (struct.isVisible()) {
        if (rest < struct.length()) {
          return Contents.item(replica, struct, rest);
        }
        rest -= struct.length();
      }
      struct = struct.right();
    }
    throw new IllegalStateException("shorter than its length");
  }

  /** The current value of a key. */
  static @Nullable Item get(Replica replica, Node node, String key) {
    Struct current = node.value(key);
    return current == null ? null : Contents.item(replica, current, current.length() - 1);
  }
}
