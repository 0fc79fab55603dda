package dev.meridian.ydoc;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How much of every client somebody has: client id to the next clock expected. Immutable. */
public final class StateVector {
  public static final StateVector EMPTY = new StateVector(new long[0], new int[0]);

  /** Client ids in ascending order, and the clock of each. */
  private final long[] clients;

  private final int[] clocks;

  private StateVector(long[] clients, int[] clocks) {
    this.clients = clients;
    this.clocks = clocks;
  }

  /**
   * Of client ids in ascending order without repetition.
   *
   * @param clients and {@code clocks}: taken over, not copied
   */
  public static StateVector ofSorted(long[] clients, int[] clocks) {
    return new StateVector(clients, clocks);
  }

  /** Decodes what {@link #encode()} or Yjs wrote; a client named twice has its later clock. */
  public static StateVector decode(byte[] bytes, Limits limits) throws UpdateRejected {
    var in = new Lib0Reader(bytes);
    try {
      int count = in.count(2);
      if (count > limits.document().clients()) {
        throw new UpdateRejected(UpdateRejected.Reason.CLIENTS, 0, count + " clients");
      }
      return read(in, count);
    } catch (MalformedException e) {
      throw UpdateRejected.of(e);
    }
  }

  private static StateVector read(Lib0Reader in, int count) {
    var entries = new TreeMap<Long, Integer>();
    for (int i = 0; i < count; i++) {
      long client = in.varUint();
      entries.put(client, in.varUint31());
    }
    if (in.hasMore()) {
      throw new MalformedException("bytes after the end", in.offset());
    }
    var clients = new long[entries.size()];
    var clocks = new int[entries.size()];
    int n = 0;
    for (var entry : entries.entrySet()) {
      clients[n] = entry.getKey();
      clocks[n++] = entry.getValue();
    }
    return new StateVector(clients, clocks);
  }

  /** The bytes Yjs writes: higher client ids first. */
  public byte[] encode() {
    var out = new Lib0Writer(8 + clients.length * 8);
    out.varUint(clients.length);
    for (int i = clients.length - 1; i >= 0; i--) {
      out.varUint(clients[i]);
      out.varUint(clocks[i]);
    }
    return out.toBytes();
  }

  /** The next clock expected of a client; 0 when nothing of it is known. */
  public int clock(long client) {
    int index = Arrays.binarySearch(clients, client);
    return index < 0 ? 0 : clocks[index];
  }

  /** Number of clients. */
  public int size() {
    return clients.length;
  }

  /** The clients in ascending order. */
  public long[] clients() {
    return clients.clone();
  }

  /** Knows at least as much of every client as the other. */
  public boolean covers(StateVector other) {
    for (int i = 0; i < other.clients.length; i++) {
      if (clock(other.clients[i]) < other.clocks[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof StateVector other
        && Arrays.equals(clients, other.clients)
        && Arrays.equals(clocks, other.clocks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(clients) * 31 + Arrays.hashCode(clocks);
  }

  @Override
  public String toString() {
    var text = new StringBuilder("{");
    for (int i = 0; i < clients.length; i++) {
      text.append(i == 0 ? "" : ", ").append(clients[i]).append('=').append(clocks[i]);
    }
    return text.append('}').toString();
  }
}
