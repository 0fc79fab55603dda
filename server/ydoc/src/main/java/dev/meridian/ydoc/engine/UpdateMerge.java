package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges updates without a document: structs in order, each once, gaps filled with skips. Writes
 * the bytes that Yjs would.
 */
public final class UpdateMerge {
  private static final int MOST = Integer.MAX_VALUE;

  /** For updates that were checked before, or whose sizes their sender answers for. */
  static final Limits NO_LIMITS =
      new Limits(
          new Limits.OfUpdate(MOST, MOST, MOST, MOST, MOST),
          new Limits.OfValues(MOST, 1000, MOST, MOST, MOST),
          new Limits.OfDocument(Set.of(), MOST, MOST, MOST, Long.MAX_VALUE, Long.MAX_VALUE, MOST));

  /** One of the updates, and how far it was read. */
  private static final class Cursor {
    private final Batch batch;
    private int block = -1;
    private int next;
    private int blockEnd;
    @Nullable Struct current;

    /** Among equals the one that was used last goes first. */
    int rank;

    Cursor(Batch batch, int rank) {
      this.batch = batch;
      this.rank = rank;
      advance();
    }

    void advance() {
      current = null;
      while (current == null && (next < blockEnd || openBlock())) {
        if (next < blockEnd) {
          Struct struct = batch.struct(next++);
          current = struct.kind == Kind.SKIP ? null : struct;
        }
      }
    }

    private boolean openBlock() {
      if (++block >= batch.blockCount) {
        return false;
      }
      next = batch.block(block).from;
      blockEnd = batch.block(block).to;
      return true;
    }

    Struct current() {
      if (current == null) {
        throw new IllegalStateException();
      }
      return current;
    }
  }

  private static final Comparator<Cursor> WIRE_ORDER =
      Comparator.comparingLong((Cursor c) -> -c.current().client.id)
          .thenComparingInt(c -> c.current().clock)
          .thenComparingInt(c -> c.rank);

  private final PriorityQueue<Cursor> cursors = new PriorityQueue<>(WIRE_ORDER);
  private final BlockWriter out = new BlockWriter();
  private int lastRank;

  /** The struct to be written next, and how much of its beginning was written already. */
  private @Nullable Struct held;

  private int heldSkips;

  private UpdateMerge() {}

  /** Merges updates that were checked before. */
  static byte[] merge(List<byte[]> updates) {
    try {
      return mergeChecked(updates);
    } catch (UpdateRejected e) {
      throw new IllegalStateException("an update that was read before cannot be read", e);
    }
  }

  /** Merges updates of any origin. */
  public static byte[] mergeChecked(List<byte[]> updates) throws UpdateRejected {
    if (updates.size() == 1) {
      return updates.getFirst();
    }
    int bytes = updates.stream().mapToInt(update -> update.length).sum();
    var reader = new UpdateReader(new Store(NO_LIMITS, bytes));
    var batches = new ArrayList<Batch>(updates.size());
    for (byte[] update : updates) {
      var batch = new Batch();
      reader.read(update, true, batch);
      batch.releaseClients();
      batches.add(batch);
    }
    return new UpdateMerge().merge(batches, reader.newClients);
  }

  private byte[] merge(List<Batch> batches, ClientTable clients) {
    for (Batch batch : batches) {
      batch.sortBlocks();
      batch.releaseClients();
      offer(new Cursor(batch, ++lastRank));
    }
    lastRank = 0;
    while (!cursors.isEmpty()) {
      Cursor cursor = cursors.remove();
      take(cursor);
      cursor.rank = --lastRank;
      offer(cursor);
    }
    if (held != null) {
      out.struct(held, heldSkips);
    }
    return out.toBytes(batches, clients);
  }

  private void offer(Cursor cursor) {
    if (cursor.current != null) {
      cursors.add(cursor);
    }
  }

  /** Writes from one update as long as it goes on where the last struct ended. */
  private void take(Cursor cursor) {
    Client client = cursor.current().client;
    if (!hold(cursor, client)) {
      return;
    }
    while (held != null
        && cursor.current != null
        && cursor.current.client == client
        && cursor.current.clock == held.end()) {
      write(cursor.current, 0);
      cursor.advance();
    }
  }

  /** Brings what is held to where the cursor's next struct can follow; false: others go first. */
  private boolean hold(Cursor cursor, Client client) {
    Struct last = held;
    if (last == null) {
      write(cursor.current(), 0);
      cursor.advance();
      return true;
    }
    boolean passed = passKnown(cursor, last);
    Struct next = cursor.current;
    if (next == null || next.client != client || (passed && next.clock > last.end())) {
      return false;
    }
    if (client == last.client && next.clock > last.end()) {
      var gap = new Struct(client, last.end(), next.clock - last.end(), Kind.SKIP);
      write(gap, 0);
    } else if (client == last.client) {
      int overlap = last.end() - next.clock;
      if (last.kind == Kind.GC && next.kind == Kind.GC) {
        last.length += next.length - overlap; // passed as known in the next turn
      } else {
        write(next, overlap);
        cursor.advance();
      }
    } else {
      write(next, 0);
      cursor.advance();
    }
    return true;
  }

  /** Passes over what was written already. */
  private static boolean passKnown(Cursor cursor, Struct last) {
    boolean passed = false;
    while (cursor.current != null
        && cursor.current.end() <= last.end()
        && cursor.current.client.id >= last.client.id) {
      cursor.advance();
      passed = true;
    }
    return passed;
  }

  private void write(Struct struct, int skips) {
    if (held != null) {
      out.struct(held, heldSkips);
    }
    held = struct;
    heldSkips = skips;
  }
}
