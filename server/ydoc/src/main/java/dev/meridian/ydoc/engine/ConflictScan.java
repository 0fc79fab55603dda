package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds an item its place among those that others inserted at the same time: YATA.
 *
 * <p>An item belongs right of its origin and left of its right origin. When others are already
 * there, the scan walks over them: those with the same origin are ordered by client id, those that
 * were inserted behind one of them stay with it.
 *
 * <p>Instead of two sets, every item passed gets a mark, a number that only grows: it was passed in
 * this scan when its mark is above the scan's first, and it is in conflict still when its mark is
 * above the number at which the place was last moved.
 *
 * <p>Where many insert at one place, each scan would walk over all before. After a long walk the
 * items there are remembered as a {@link Crowd}, if they are one, and the next place is looked up.
 * It is the place the walk would end at: over members of lower client ids, and what belongs to
 * them, a walk moves its place along without exception; it ends at the first other member.
 *
 * <p>A crowd is forgotten when something might stand in it that is neither a member nor behind one:
 *
 * <ul>
 *   <li>an item with the same origin that was not looked up,
 *   <li>an item from left of the origin whose scan came into the crowd,
 *   <li>an item that stands left of its origin, because that is right of its right origin in the
 *       same struct; then all are,
 *   <li>anything, when a transaction is undone.
 * </ul>
 *
 * An item with an origin inside the crowd stays with its member, for its own scan ends at the next
 * one, whose origin it has not passed.
 */
final class ConflictScan {
  private static final int LONG_WALK = 64;
  private static final int MAX_CROWDS = 8;

  private final Store store;
  private final List<Crowd> crowds = new ArrayList<>(0);
  private int lastMark;
  private int steps;
  private int maxSteps;

  /** Walks beyond so many items are remembered. */
  private int longWalk = LONG_WALK;

  /** Where the last walk began, if it is to be remembered. */
  private @Nullable Struct walkedFrom;

  /** Where the list begins that the last place was found in. */
  private @Nullable Struct first;

  ConflictScan(Store store) {
    this.store = store;
  }

  /** Remembers only longer walks than this. For tests. */
  void rememberBeyond(int items) {
    longWalk = items;
  }

  /** Begins a transaction that may look at so many items. */
  void allow(int conflictSteps) {
    steps = 0;
    maxSteps = conflictSteps;
    if (lastMark > Integer.MAX_VALUE / 2) {
      forgetMarks();
    }
  }

  /** Items looked at in this transaction. */
  int steps() {
    return steps;
  }

  private void forgetMarks() {
    lastMark = 0;
    for (Client client : store.clients.descending()) {
      StructList structs = client.structs;
      for (int p = structs.firstPosition(); p >= 0; p = structs.next(p)) {
        structs.at(p).mark = 0;
      }
    }
  }

  /** Items were taken out of their lists. */
  void forgetCrowds() {
    crowds.clear();
  }

  /** The first item of the list or key in which a place was found last. */
  @Nullable Struct first() {
    return first;
  }

  /** An item goes between neighbours that nobody else has come between. */
  void pass(Struct struct, @Nullable Struct origin) {
    if (!crowds.isEmpty()) {
      forgetTwisted(struct, origin);
      Crowd crowd = crowdOf(struct);
      if (crowd != null) {
        crowds.remove(crowd);
      }
    }
  }

  private void forgetTwisted(Struct struct, @Nullable Struct origin) {
    if (origin != null && origin.end() <= struct.originClock) {
      crowds.clear();
    }
  }

  /**
   * The left neighbour for an item that knows its parent; none when it goes first. The item must
   * then be linked there and {@link #remember}ed.
   */
  @Nullable Struct leftOf(Struct struct, @Nullable Struct origin, @Nullable Struct right)
      throws UpdateRejected {
    forgetTwisted(struct, origin);
    Crowd crowd = crowdOf(struct);
    if (crowd != null && !(crowd.hasRightOriginOf(struct) && crowd.isIntact(origin))) {
      crowds.remove(crowd);
      crowd = null;
    }
    if (crowd == null) {
      first = origin != null ? origin.right : firstOf(struct.parentNode(), struct.key);
      return walk(struct, origin, first, right);
    }
    first = crowd.first();
    Struct behind = crowd.behind(struct.client);
    if (behind == null) {
      return walk(struct, origin, crowd.last(), right);
    }
    step();
    crowd.addBefore(struct);
    return behind.left;
  }

  private @Nullable Crowd crowdOf(Struct struct) {
    for (int i = 0; i < crowds.size(); i++) {
      if (crowds.get(i).hasOriginOf(struct)) {
        return crowds.get(i);
      }
    }
    return null;
  }

  private @Nullable Struct firstOf(Node parent, @Nullable String key) throws UpdateRejected {
    if (key == null) {
      return parent.start;
    }
    Struct item = parent.last(key);
    while (item != null && item.left != null) {
      step();
      item = item.left;
    }
    return item;
  }

  private void step() throws UpdateRejected {
    if (++steps > maxSteps) {
      throw new UpdateRejected(Reason.COST, -1, "too many items at one place");
    }
  }

  /** Finds the left neighbour among the items from {@code from} to before {@code right}. */
  private @Nullable Struct walk(
      Struct struct, @Nullable Struct origin, @Nullable Struct from, @Nullable Struct right)
      throws UpdateRejected {
    Struct left = origin;
    int start = lastMark;
    int conflictStart = lastMark;
    for (Struct other = from; other != null && other != right; other = other.right) {
      step();
      other.mark = ++lastMark;
      if (other.originClient == struct.originClient
          && (other.originClient == null || other.originClock == struct.originClock)) {
        if (other.client.id < struct.client.id) {
          left = other;
          conflictStart = lastMark;
        } else if (other.rightClient == struct.rightClient
            && (other.rightClient == null || other.rightClock == struct.rightClock)) {
          break;
        }
      } else {
        Struct otherOrigin = originOf(other);
        if (otherOrigin == null || otherOrigin.mark <= start) {
          break;
        }
        if (otherOrigin.mark <= conflictStart) {
          left = other;
          conflictStart = lastMark;
        }
      }
    }
    walkedFrom = lastMark - start > longWalk || from != first ? from : null;
    forgetEntered(start, struct);
    return left;
  }

  private static @Nullable Struct originOf(Struct item) {
    return item.originClient == null ? null : item.originClient.find(item.originClock);
  }

  /** Forgets crowds in whose midst a walk from further left may have ended. */
  private void forgetEntered(int start, Struct struct) {
    for (int i = crowds.size() - 1; i >= 0; i--) {
      Crowd crowd = crowds.get(i);
      boolean isEntered = crowd.first().mark > start && crowd.last().mark <= start;
      if (isEntered && !crowd.hasOriginOf(struct)) {
        crowds.remove(i);
      }
    }
  }

  /** After the item of the last walk was linked: remembers the items up to it as a crowd. */
  void remember(Struct struct) {
    Struct from = walkedFrom;
    if (from == null) {
      return;
    }
    walkedFrom = null;
    Crowd known = crowdOf(struct);
    if (known != null) {
      extend(known, from, struct);
      return;
    }
    var crowd = new Crowd(struct);
    extend(crowd, from, struct);
    if (!crowd.isEmpty()) {
      if (crowds.size() == MAX_CROWDS) {
        crowds.removeFirst();
      }
      crowds.add(crowd);
    }
  }

  /** Takes in the items of a crowd from a member on, as far as there is nothing else there. */
  private void extend(Crowd crowd, Struct from, Struct to) {
    int memberMark = Integer.MAX_VALUE;
    for (Struct item = from; item != null; item = item.right) {
      item.mark = ++lastMark;
      if (crowd.hasOriginOf(item)) {
        if (!crowd.addLast(item)) {
          return;
        }
        memberMark = lastMark;
      } else {
        Struct origin = originOf(item);
        if (origin == null || origin.mark < memberMark) {
          return;
        }
      }
      if (item == to) {
        return;
      }
    }
  }
}
