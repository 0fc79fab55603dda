package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.Applied;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.lib0.Lib0Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document whose inside tests may look at, and updates of one item for it. */
final class Replay {
  /** An element of an item. */
  record Id(long client, int clock) {}

  final Transactions transactions;
  final Inbound inbound;

  Replay(Limits limits) {
    transactions = new Transactions(new Store(limits, 0), true);
    inbound = new Inbound(transactions);
  }

  /** As above, with a scan that always walks, or one that always remembers. */
  static Replay remembering(boolean always) {
    var replay = new Replay(Limits.standard());
    replay.transactions.integrator.conflicts.rememberBeyond(always ? 0 : Integer.MAX_VALUE);
    return replay;
  }

  Applied apply(byte[] update) throws UpdateRejected {
    return inbound.apply(update, Inbound.Source.UPDATE, ClientGate.OPEN);
  }

  byte[] encode() {
    return new StateWriter(transactions.store).since(StateVector.EMPTY);
  }

  /** The elements of the root {@code t} in their order, then those of its key {@code k}. */
  List<Id> order() {
    var order = new ArrayList<Id>();
    Node root = transactions.store.roots.get("t");
    if (root != null) {
      addElements(root.start, order);
      Struct first = root.last("k");
      while (first != null && first.left != null) {
        first = first.left;
      }
      addElements(first, order);
    }
    return order;
  }

  /** Number of elements of the root {@code t} that are not deleted. */
  int length() {
    Node root = transactions.store.roots.get("t");
    return root == null ? 0 : root.length;
  }

  private static void addElements(@Nullable Struct from, List<Id> order) {
    for (Struct struct = from; struct != null; struct = struct.right) {
      for (int i = 0; i < struct.length; i++) {
        order.add(new Id(struct.client.id, struct.clock + i));
      }
    }
  }

  /** Text between two elements; in the list or under the key of the root when there is neither. */
  static byte[] insert(
      long client, int clock, @Nullable Id origin, @Nullable Id right, boolean key, String text) {
    var out = new Lib0Writer();
    out.varUint(1);
    out.varUint(1);
    out.varUint(client);
    out.varUint(clock);
    boolean isFree = origin == null && right == null;
    out.u8(
        4 | (origin != null ? 0x80 : 0) | (right != null ? 0x40 : 0) | (key && isFree ? 0x20 : 0));
    for (Id id : new Id[] {origin, right}) {
      if (id != null) {
        out.varUint(id.client);
        out.varUint(id.clock);
      }
    }
    if (isFree) {
      out.varUint(1);
      out.varString("t");
      if (key) {
        out.varString("k");
      }
    }
    out.varString(text);
    out.varUint(0);
    return out.toBytes();
  }

  /** Deletes ranges of one client, given as clock and length in turn. */
  static byte[] delete(long client, int... ranges) {
    var out = new Lib0Writer();
    out.varUint(0);
    out.varUint(1);
    out.varUint(client);
    out.varUint(ranges.length / 2);
    for (int value : ranges) {
      out.varUint(value);
    }
    return out.toBytes();
  }
}
