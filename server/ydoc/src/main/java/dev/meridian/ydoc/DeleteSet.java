package dev.meridian.ydoc;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which elements are deleted: ranges of clocks by client. Immutable. */
public final class DeleteSet {
  public static final DeleteSet EMPTY = new DeleteSet(new long[0], new long[0][]);

  /** Client ids in ascending order. */
  private final long[] clients;

  /** Ranges of each, in order and apart: the first clock in the upper half, the length below. */
  private final long[][] ranges;

  private DeleteSet(long[] clients, long[][] ranges) {
    this.clients = clients;
    this.ranges = ranges;
  }

  /**
   * Of client ids in ascending order without repetition.
   *
   * @param clients and {@code ranges}: taken over, not copied
   * @param ranges of each client, in order and apart: {@code clock << 32 | length}
   */
  public static DeleteSet ofSorted(long[] clients, long[][] ranges) {
    return new DeleteSet(clients, ranges);
  }

  /** Reads what {@link #write} or Yjs wrote; ranges that touch become one. */
  static DeleteSet read(Lib0Reader in, Limits limits) throws UpdateRejected {
    int count = in.count(2);
    if (count > limits.document().clients()) {
      throw new UpdateRejected(UpdateRejected.Reason.CLIENTS, in.offset(), count + " clients");
    }
    var byClient = new TreeMap<Long, long[]>();
    for (int i = 0; i < count; i++) {
      int offset = in.offset();
      long client = in.varUint();
      if (byClient.put(client, normal(readRanges(in))) != null) {
        throw new MalformedException("a client comes twice", offset);
      }
    }
    byClient.values().removeIf(ranges -> ranges.length == 0);
    var clients = byClient.keySet().stream().mapToLong(Long::longValue).toArray();
    var ranges = byClient.values().toArray(long[][]::new);
    return new DeleteSet(clients, ranges);
  }

  private static long[] readRanges(Lib0Reader in) {
    var ranges = new long[in.count(2)];
    for (int i = 0; i < ranges.length; i++) {
      int offset = in.offset();
      long clock = in.varUint31();
      long length = in.varUint31();
      if (length == 0 || clock + length > Integer.MAX_VALUE) {
        throw new MalformedException("delete range of length " + length, offset);
      }
      ranges[i] = clock << 32 | length;
    }
    return ranges;
  }

  private static long[] normal(long[] ranges) {
    if (ranges.length < 2) {
      return ranges;
    }
    Arrays.sort(ranges);
    int kept = 0;
    for (int i = 1; i < ranges.length; i++) {
      if (clock(ranges[i]) <= end(ranges[kept])) {
        long length = Math.max(end(ranges[kept]), end(ranges[i])) - clock(ranges[kept]);
        ranges[kept] = (long) clock(ranges[kept]) << 32 | length;
      } else {
        ranges[++kept] = ranges[i];
      }
    }
    return Arrays.copyOf(ranges, kept + 1);
  }

  /** Writes the bytes Yjs writes (v1): higher client ids first. */
  public void write(Lib0Writer out) {
    out.varUint(clients.length);
    for (int i = clients.length - 1; i >= 0; i--) {
      out.varUint(clients[i]);
      out.varUint(ranges[i].length);
      for (long range : ranges[i]) {
        out.varUint(clock(range));
        out.varUint(end(range) - clock(range));
      }
    }
  }

  /** Is this element deleted? */
  public boolean contains(long client, int clock) {
    long[] own = of(client);
    int index = upTo(own, clock);
    return index >= 0 && clock < end(own[index]);
  }

  /** Are all elements of {@code [fromClock, toClock)} deleted? */
  public boolean containsAll(long client, int fromClock, int toClock) {
    long[] own = of(client);
    int index = upTo(own, fromClock);
    return index >= 0 && toClock <= end(own[index]);
  }

  /** The first clock behind {@code clock} where deleted begins or ends; 2^31-1 when none does. */
  int changesAfter(long client, int clock) {
    long[] own = of(client);
    int index = upTo(own, clock);
    if (index >= 0 && clock < end(own[index])) {
      return end(own[index]);
    }
    return index + 1 < own.length ? clock(own[index + 1]) : Integer.MAX_VALUE;
  }

  /** Everything that is deleted in the other is in this one. */
  public boolean covers(DeleteSet other) {
    for (int i = 0; i < other.clients.length; i++) {
      for (long range : other.ranges[i]) {
        if (!containsAll(other.clients[i], clock(range), end(range))) {
          return false;
        }
      }
    }
    return true;
  }

  private long[] of(long client) {
    int index = Arrays.binarySearch(clients, client);
    return index < 0 ? new long[0] : ranges[index];
  }

  /** Index of the last range that begins at {@code clock} or earlier; -1 when none does. */
  private static int upTo(long[] ranges, int clock) {
    int index = Arrays.binarySearch(ranges, (long) clock << 32 | 0xFFFF_FFFFL);
    return index < 0 ? -index - 2 : index;
  }

  private static int clock(long range) {
    return (int) (range >>> 32);
  }

  private static int end(long range) {
    return clock(range) + (int) range;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof DeleteSet other
        && Arrays.equals(clients, other.clients)
        && Arrays.deepEquals(ranges, other.ranges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(clients) * 31 + Arrays.deepHashCode(ranges);
  }

  @Override
  public String toString() {
    var text = new StringBuilder("{");
    for (int i = 0; i < clients.length; i++) {
      text.append(i == 0 ? "" : ", ").append(clients[i]).append('=');
      for (long range : ranges[i]) {
        text.append('[').append(clock(range)).append(',').append(end(range)).append(')');
      }
    }
    return text.append('}').toString();
  }
}
