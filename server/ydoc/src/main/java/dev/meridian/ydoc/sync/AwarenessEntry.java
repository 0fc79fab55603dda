package dev.meridian.ydoc.sync;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What one client says about itself: where its cursor is, who it is.
 *
 * @param client client id
 * @param clock grows with every change by the client
 * @param state JSON text, not looked into; {@code null} in JSON means gone
 */
public record AwarenessEntry(long client, long clock, String state) {
  private static final String GONE = "null";

  /** The entry that takes a client away. */
  public static AwarenessEntry gone(long client, long clock) {
    return new AwarenessEntry(client, clock, GONE);
  }

  public boolean isGone() {
    return state.equals(GONE);
  }

  /**
   * Decodes an awareness update.
   *
   * @param maxStateBytes a longer state is malformed
   * @throws MalformedException when the bytes are none
   */
  public static List<AwarenessEntry> decode(byte[] update, int maxStateBytes) {
    var in = new Lib0Reader(update);
    int count = in.count(3);
    var entries = new ArrayList<AwarenessEntry>(count);
    for (int i = 0; i < count; i++) {
      long client = in.varUint();
      long clock = in.varUint();
      int offset = in.offset();
      String state = in.varString();
      if (in.offset() - offset > maxStateBytes) {
        throw new MalformedException("awareness state too long", offset);
      }
      entries.add(new AwarenessEntry(client, clock, state));
    }
    if (in.hasMore()) {
      throw new MalformedException("bytes after the end", in.offset());
    }
    return entries;
  }

  /** Encodes an awareness update. */
  public static byte[] encode(Collection<AwarenessEntry> entries) {
    var out = new Lib0Writer();
    out.varUint(entries.size());
    for (AwarenessEntry entry : entries) {
      out.varUint(entry.client);
      out.varUint(entry.clock);
      out.varString(entry.state);
    }
    return out.toBytes();
  }
}
