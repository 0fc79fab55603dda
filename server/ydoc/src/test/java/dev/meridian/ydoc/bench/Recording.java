package dev.meridian.ydoc.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.oracle.TestData.Trace;
import dev.meridian.ydoc.oracle.Yjs;
import java.util.Arrays;
import java.util.List;

/**
 * What Yjs clients wrote.
 *
 * @param updates every single one
 * @param state where they end
 * @param reloaded the state as Yjs writes it after loading it
 * @param base the state they build on; no bytes when that is nothing
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be read; never compared
public record Recording(List<byte[]> updates, byte[] state, byte[] reloaded, byte[] base) {
  public static final Limits LIMITS = Limits.standard();

  /** Has node make a workload of {@code workloads.mjs}. */
  public static Recording make(Yjs node, ObjectNode request) {
    var answer = node.ask(request);
    return new Recording(
        Trace.unframed(Yjs.bytes(answer.get("updates"))),
        Yjs.bytes(answer.get("state")),
        Yjs.bytes(answer.get("reloaded")),
        Yjs.bytes(answer.get("base")));
  }

  public static ObjectNode request(String workload) {
    return Yjs.request("prepare").put("workload", workload);
  }

  public static Yjs startNode() {
    return new Yjs("bench.mjs", "--expose-gc");
  }

  /** A document as it was at the beginning. */
  public YDoc begin() throws UpdateRejected {
    return base.length == 0 ? YDoc.create(LIMITS) : YDoc.load(LIMITS, base);
  }

  public YDoc load() throws UpdateRejected {
    return loaded(state);
  }

  public static YDoc loaded(byte[] bytes) throws UpdateRejected {
    return YDoc.load(LIMITS, bytes);
  }

  /** Every single update into a document. */
  public YDoc applyTo(YDoc document) throws UpdateRejected {
    for (var update : updates) {
      document.apply(update);
    }
    return document;
  }

  /** What is fast and wrong is not worth measuring: the end has to be Yjs's, byte for byte. */
  public Recording checked() throws UpdateRejected {
    if (!Arrays.equals(applyTo(begin()).encode(), state)
        || !Arrays.equals(load().encode(), reloaded)) {
      throw new IllegalStateException("the engine ends in another state than Yjs");
    }
    return this;
  }
}
