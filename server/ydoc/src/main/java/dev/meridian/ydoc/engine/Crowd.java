package dev.meridian.ydoc.engine;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Items with the same origin and the same right origin, as they stand in their list: in the order
 * of their client ids, each followed by what was inserted behind it.
 *
 * <p>Covers the items from the first one behind the origin to the last member, without a gap: there
 * is nothing there but members and what belongs to them.
 */
final class Crowd {
  private final @Nullable Client originClient;
  private final int originClock;
  private final @Nullable Client rightClient;
  private final int rightClock;
  private final @Nullable Node parent;
  private final @Nullable String key;

  /** The first member of every client id. */
  private final TreeMap<Long, Struct> members = new TreeMap<>();

  /** A crowd without members, where this item is or will be one. */
  Crowd(Struct member) {
    this.originClient = member.originClient;
    this.originClock = member.originClock;
    this.rightClient = member.rightClient;
    this.rightClock = member.rightClock;
    this.parent = member.parent;
    this.key = member.key;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  boolean hasOriginOf(Struct struct) {
    if (originClient != struct.originClient) {
      return false;
    }
    return originClient != null
        ? originClock == struct.originClock
        : parent == struct.parent && Objects.equals(key, struct.key);
  }

  boolean hasRightOriginOf(Struct struct) {
    return rightClient == struct.rightClient
        && (rightClient == null || rightClock == struct.rightClock);
  }

  /** Begins right behind its origin still; else the first member was joined to the origin. */
  boolean isIntact(@Nullable Struct origin) {
    Struct first = first();
    return first.length > 0 && first.parent == parent && first.left == origin;
  }

  Struct first() {
    return members.firstEntry().getValue();
  }

  /** The first member of the highest client id. */
  Struct last() {
    return members.lastEntry().getValue();
  }

  /** The member that an item of this client goes before; none when it goes behind all of them. */
  @Nullable Struct behind(Client client) {
    Map.Entry<Long, Struct> entry = members.ceilingEntry(client.id);
    return entry == null ? null : entry.getValue();
  }

  /** Takes in an item that stands before all others of its client. */
  void addBefore(Struct struct) {
    members.put(struct.client.id, struct);
  }

  /** Takes in an item that stands behind all members; false when it should not stand there. */
  boolean addLast(Struct struct) {
    if (!hasRightOriginOf(struct) || (!members.isEmpty() && members.lastKey() > struct.client.id)) {
      return false;
    }
    members.putIfAbsent(struct.client.id, struct);
    return true;
  }
}
