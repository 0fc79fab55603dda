package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Meta;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.UpdateRejected;
import java.util.ArrayList;

/** Looks into a single update without a document. */
public final class UpdateDiff {
  private UpdateDiff() {}

  /** What of an update is unknown to somebody; the deletes stay as they are. */
  public static byte[] diff(byte[] update, StateVector known) throws UpdateRejected {
    var reader = new UpdateReader(new Store(UpdateMerge.NO_LIMITS, update.length));
    var batch = new Batch();
    reader.read(update, true, batch);
    var out = new BlockWriter();
    for (int i = 0; i < batch.blockCount; i++) {
      write(batch, batch.block(i), known.clock(batch.block(i).client.id), out);
    }
    return out.toBytes(batch, reader.newClients);
  }

  private static void write(Batch batch, Batch.Block block, int known, BlockWriter out) {
    boolean started = false;
    for (int i = block.from; i < block.to; i++) {
      Struct struct = batch.struct(i);
      if (started) {
        out.struct(struct, 0);
      } else if (struct.kind != Kind.SKIP && struct.end() > known) {
        out.struct(struct, Math.max(known - struct.clock, 0));
        started = true;
      }
    }
  }

  /** What is in an update. */
  public static Meta inspect(byte[] update, Limits limits) throws UpdateRejected {
    var reader = new UpdateReader(new Store(limits, update.length));
    var batch = new Batch();
    reader.read(update, false, batch);
    var clients = new ArrayList<Meta.ClientRange>();
    int structs = 0;
    for (int i = 0; i < batch.blockCount; i++) {
      Batch.Block block = batch.block(i);
      for (int k = block.from; k < block.to; k++) {
        structs += batch.struct(k).kind == Kind.SKIP ? 0 : 1;
      }
      if (block.from < block.to) {
        int from = batch.struct(block.from).clock;
        int to = batch.struct(block.to - 1).end();
        clients.add(new Meta.ClientRange(block.client.id, from, to));
      }
    }
    return new Meta(clients, reader.newRoots.keySet(), structs, batch.deleteCount, update.length);
  }
}
