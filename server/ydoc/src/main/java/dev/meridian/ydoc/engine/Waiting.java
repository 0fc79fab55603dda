package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.lib0.Lib0Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parts of updates that build on something that has not arrived, kept as updates. Bounded: what
 * does not fit is dropped, all of it, for the protocol asks for it again.
 */
final class Waiting {
  /** Many small parts are merged into one, so that what comes twice is kept once. */
  private static final int MAX_PARTS = 32;

  private final List<byte[]> parts = new ArrayList<>(1);
  private long bytes;

  /** By client: the lowest clock that must be passed for something here to go on. */
  private final Map<Long, Integer> expected = new HashMap<>(4);

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Something waits until this client's clock is beyond {@code clock}. */
  void expect(long client, int clock) {
    expected.merge(client, clock, Math::min);
  }

  /** What came in this transaction may let something here go on. */
  boolean canGoOn(Transaction transaction) {
    for (int i = 0; i < transaction.touchedCount; i++) {
      Client client = transaction.touched(i);
      Integer clock = expected.get(client.id);
      if (clock != null && clock < client.clock) {
        return true;
      }
    }
    return false;
  }

  /** All that waits here, and in {@code more}, as one update. */
  byte[] encode(@Nullable Waiting more) {
    var all = new ArrayList<byte[]>(parts);
    if (more != null) {
      all.addAll(more.parts);
    }
    return UpdateMerge.merge(all);
  }

  /** Keeps what is left over of a batch. */
  void add(Batch batch) {
    add(encodeRest(batch));
  }

  private void add(byte[] rest) {
    parts.add(rest);
    bytes += rest.length;
  }

  /** Keeps what {@code more} holds as well; all is dropped when that is too much. */
  void addAll(Waiting more, int maxBytes) {
    more.parts.forEach(this::add);
    more.expected.forEach(this::expect);
    if (parts.size() > MAX_PARTS || bytes > maxBytes) {
      byte[] all = encode(null);
      parts.clear();
      bytes = 0;
      add(all);
    }
    if (bytes > maxBytes) {
      parts.clear();
      bytes = 0;
      expected.clear();
    }
  }

  private static byte[] encodeRest(Batch batch) {
    var writer = new UpdateWriter(new Lib0Writer());
    int blocks = 0;
    for (int i = 0; i < batch.blockCount; i++) {
      blocks += batch.block(i).waitsFrom < batch.block(i).to ? 1 : 0;
    }
    writer.out.varUint(blocks);
    for (int i = 0; i < batch.blockCount; i++) {
      Batch.Block block = batch.block(i);
      if (block.waitsFrom < block.to) {
        writer.out.varUint(block.to - block.waitsFrom);
        writer.out.varUint(block.client.id);
        writer.out.varUint(batch.struct(block.waitsFrom).clock);
        for (int k = block.waitsFrom; k < block.to; k++) {
          writer.struct(batch.struct(k), 0);
        }
      }
    }
    encodeDeletes(batch, writer.out);
    return writer.out.toBytes();
  }

  private static void encodeDeletes(Batch batch, Lib0Writer out) {
    int ranges = 0;
    for (int i = 0; i < batch.deleteCount; i++) {
      ranges += batch.deleteLengths[i] > 0 ? 1 : 0;
    }
    // one entry per range is longer than needed and as good
    out.varUint(ranges);
    for (int i = 0; i < batch.deleteCount; i++) {
      if (batch.deleteLengths[i] > 0) {
        out.varUint(batch.deleteClient(i).id);
        out.varUint(1);
        out.varUint(batch.deleteClocks[i]);
        out.varUint(batch.deleteLengths[i]);
      }
    }
  }
}
