package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A shared type: a list of items and a map of items by key. Roots have no kind of their own. */
public final class Node {
  public static final byte ARRAY = 0;
  public static final byte MAP = 1;
  public static final byte TEXT = 2;
  public static final byte XML_ELEMENT = 3;
  public static final byte XML_FRAGMENT = 4;
  public static final byte XML_HOOK = 5;
  public static final byte XML_TEXT = 6;
  public static final byte ROOT = -1;

  /** Kind on the wire, or {@link #ROOT}. */
  final byte kind;

  /** Name of the root, element or hook; empty for others. */
  final String name;

  /** The item that holds this type; none for a root. */
  @Nullable Struct item;

  /** First item of the list. */
  @Nullable Struct start;

  /**
   * The last item of every key, in the order in which keys came, which is the order that Yjs
   * deletes them in. Made when the first key comes.
   */
  @Nullable Map<String, Struct> keys;

  /** Sum of the lengths of what counts in the list. */
  int length;

  /** Number of types around it. */
  int depth;

  /** The transaction that changed it last. */
  int epoch;

  /** The ids as a change report has them, made once. */
  private @Nullable List<NodeId> idList;

  private @Nullable Set<String> rootNames;

  Node(byte kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  /** Kind on the wire, or {@link #ROOT}. */
  public byte kind() {
    return kind;
  }

  /** Name of the root, element or hook; empty for others. */
  public String name() {
    return name;
  }

  /** First item of the list, deleted or not. */
  public @Nullable Struct start() {
    return start;
  }

  /** Sum of the lengths of what counts in the list. */
  public int length() {
    return length;
  }

  /** The item with the current value of a key; none when it has none. */
  public @Nullable Struct value(String key) {
    Struct last = last(key);
    return last == null || last.deleted ? null : last;
  }

  /** The last item of a key, deleted or not. */
  public @Nullable Struct lastOf(String key) {
    return last(key);
  }

  /** The keys that have a value, in no order. */
  public List<String> keysWithValue() {
    var present = new ArrayList<String>();
    if (keys != null) {
      keys.forEach((key, last) -> {
        if (!last.deleted) {
          present.add(key);
        }
      });
    }
    return present;
  }

  @Nullable Struct last(String key) {
    return keys == null ? null : keys.get(key);
  }

  void setLast(String key, Struct struct) {
    if (keys == null) {
      keys = new LinkedHashMap<>();
    }
    keys.put(key, struct);
  }

  /** Something was integrated here, deleted or not. */
  boolean isUsed() {
    return start != null || (keys != null && !keys.isEmpty());
  }

  public boolean isDeleted() {
    return item != null && item.deleted;
  }

  public NodeId id() {
    return idList().getFirst();
  }

  List<NodeId> idList() {
    if (idList == null) {
      idList =
          List.of(
              item == null ? new NodeId.Root(name) : new NodeId.Nested(item.client.id, item.clock));
    }
    return idList;
  }

  Node root() {
    Node node = this;
    while (node.item != null) {
      node = node.item.parentNode();
    }
    return node;
  }

  Set<String> rootNames() {
    if (rootNames == null) {
      rootNames = Set.of(root().name);
    }
    return rootNames;
  }
}
