package dev.meridian.ydoc.bench;

import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.oracle.Yjs;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Bytes that documents keep, from many loaded ones and the heap in use after collections. */
public final class Heap {
  private Heap() {}

  /** Documents that are kept, and the bytes that each takes. */
  public record Held(List<YDoc> documents, double bytesEach) {}

  /** Loads so many documents, from the states in turn. */
  public static Held hold(List<byte[]> states, int copies) throws Exception {
    YDoc.load(Recording.LIMITS, states.getFirst());
    var documents = new ArrayList<YDoc>(copies);
    long before = used();
    for (int i = 0; i < copies; i++) {
      documents.add(YDoc.load(Recording.LIMITS, states.get(i % states.size())));
    }
    return new Held(documents, (double) (used() - before) / copies);
  }

  /** The same of an engine in node, with the states it made itself; it keeps the documents. */
  public static double inNode(Yjs node, String engine, int copies) {
    return node.ask(Yjs.request("heap").put("engine", engine).put("copies", copies))
        .get("bytes")
        .asDouble();
  }

  /** The same, and forgets the documents. */
  public static double onceInNode(Yjs node, String engine, int copies) {
    double bytes = inNode(node, engine, copies);
    node.ask(Yjs.request("release").put("engine", engine));
    return bytes;
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
