package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.lib0.Lib0Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Parts of updates that build on something that has not arrived, kept as small updates. Each part
 * waits for one client to pass one clock, and is looked at again only then: what goes on costs
 * according to its own size, not to that of all that waits.
 *
 * <p>Bounded: what is too much is merged, so that what came twice is kept once; when that does not
 * help all of it is dropped, for the protocol asks for it again.
 */
final class Waiting {
  /** A part goes on as a whole or is kept again: small, so that little of it is read in vain. */
  private static final int PART_STRUCTS = 8;

  private static final int PART_BYTES = 256;

  /** Bytes of heap that a part takes beside its own. */
  private static final int PART_OVERHEAD = 32;

  /** Waits until its client's clock is beyond {@code clock}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(byte[] update, int clock) {}

  private final int maxBytes;
  private final Map<Long, PriorityQueue<Part>> byClient = new HashMap<>(4);
  private long bytes;
  private long mergeBeyond;
  private boolean isMerging;
  private int reads;

  Waiting(int maxBytes) {
    this.maxBytes = maxBytes;
    this.mergeBeyond = maxBytes;
  }

  boolean isEmpty() {
    return byClient.isEmpty();
  }

  /** How many parts were taken out again so far. */
  int reads() {
    return reads;
  }

  /** Keeps what was left over of a batch. */
  void add(Batch batch) {
    for (int i = 0; i < batch.blockCount; i++) {
      Batch.Block block = batch.block(i);
      if (block.waitsFrom < block.to) {
        addBlock(batch, block);
      }
    }
    addDeletes(batch);
  }

  /** The first part waits for what its first struct lacks, each other one for the part before. */
  private void addBlock(Batch batch, Batch.Block block) {
    long needed = block.neededClient;
    int clock = block.neededClock;
    int from = block.waitsFrom;
    while (from < block.to) {
      var structs = new UpdateWriter(new Lib0Writer());
      int to = from;
      while (to < block.to && to - from < PART_STRUCTS && structs.out.size() < PART_BYTES) {
        structs.struct(batch.struct(to++), 0);
      }
      var out = new Lib0Writer(structs.out.size() + 24);
      out.varUint(1);
      out.varUint(to - from);
      out.varUint(block.client.id);
      out.varUint(batch.struct(from).clock);
      out.raw(structs.out);
      out.varUint(0);
      put(needed, clock, out.toBytes());
      while (to < block.to && batch.struct(to).kind == Kind.SKIP) {
        to++;
      }
      if (to < block.to) {
        needed = block.client.id;
        clock = batch.struct(to).clock - 1;
      }
      from = to;
    }
  }

  private void addDeletes(Batch batch) {
    int from = 0;
    while (from < batch.deleteCount) {
      if (batch.deleteLengths[from] == 0) {
        from++;
        continue;
      }
      Client client = batch.deleteClient(from);
      var ranges = new Lib0Writer();
      int count = 0;
      int to = from;
      for (; to < batch.deleteCount && count < PART_STRUCTS; to++) {
        if (batch.deleteClients[to] != client) {
          break;
        }
        if (batch.deleteLengths[to] > 0) {
          ranges.varUint(batch.deleteClocks[to]);
          ranges.varUint(batch.deleteLengths[to]);
          count++;
        }
      }
      var out = new Lib0Writer(ranges.size() + 24);
      out.varUint(0);
      out.varUint(1);
      out.varUint(client.id);
      out.varUint(count);
      out.raw(ranges);
      put(client.id, batch.deleteClocks[from], out.toBytes());
      from = to;
    }
  }

  private void put(long client, int clock, byte[] update) {
    byClient
        .computeIfAbsent(client, _ -> new PriorityQueue<>(2, Comparator.comparingInt(Part::clock)))
        .add(new Part(update, clock));
    bytes += update.length + PART_OVERHEAD;
  }

  /**
   * Takes out, as one update, what may go on now that a batch was integrated. When that is nothing
   * and too much is kept, everything once: what is left over of it has no repetitions.
   */
  byte @Nullable [] takeNext(Batch batch) {
    if (byClient.isEmpty() && !isMerging) {
      return null;
    }
    var taken = new ArrayList<byte[]>(1);
    for (int i = 0; i < batch.blockCount; i++) {
      Client client = batch.block(i).client;
      PriorityQueue<Part> parts = byClient.get(client.id);
      if (parts != null) {
        takeUpTo(client.clock, parts, taken);
        if (parts.isEmpty()) {
          byClient.remove(client.id);
        }
      }
    }
    if (taken.isEmpty() && isMerging) {
      dropExcess();
    } else if (taken.isEmpty() && bytes > mergeBeyond) {
      isMerging = true;
      byClient.values().forEach(parts -> parts.forEach(part -> taken.add(part.update)));
      reads += taken.size();
      forgetAll();
    }
    return taken.isEmpty() ? null : UpdateMerge.merge(taken);
  }

  private void takeUpTo(int clock, PriorityQueue<Part> parts, List<byte[]> taken) {
    for (Part next = parts.peek(); next != null && next.clock < clock; next = parts.peek()) {
      taken.add(next.update);
      parts.remove();
      bytes -= next.update.length + PART_OVERHEAD;
      reads++;
    }
  }

  /** All was merged: what is too much still is dropped, all of it. */
  private void dropExcess() {
    isMerging = false;
    if (bytes > maxBytes) {
      forgetAll();
    }
    // so much has to come before all is looked at again
    mergeBeyond = Math.max(maxBytes, bytes + maxBytes / 2);
  }

  private void forgetAll() {
    byClient.clear();
    bytes = 0;
  }
}
