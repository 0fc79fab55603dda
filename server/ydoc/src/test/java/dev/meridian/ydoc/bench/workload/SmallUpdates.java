package dev.meridian.ydoc.bench.workload;

import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.bench.Recording;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Documents made of small updates, from nothing to the end; an operation is one update. Run by
 * {@link Allocation}, or by JMH itself.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SmallUpdates {
  private static final int KEYSTROKES = 259_778;
  private static final int CARDS = 500;
  private static final int CHANGES = 40_000;

  private Recording session = none();
  private Recording board = none();

  private static Recording none() {
    return new Recording(List.of(), new byte[0], new byte[0], new byte[0]);
  }

  /** Has node make the updates, and counts them. */
  @Setup
  public void record() throws UpdateRejected {
    try (var node = Recording.startNode()) {
      session =
          counted(
              Recording.make(node, Recording.request("trace").put("name", "automerge-paper")),
              KEYSTROKES);
      board =
          counted(
              Recording.make(
                  node,
                  Recording.request("board")
                      .put("cards", CARDS)
                      .put("clients", 20)
                      .put("changes", CHANGES)),
              CARDS + CHANGES);
    }
  }

  private static Recording counted(Recording recording, int updates) throws UpdateRejected {
    if (recording.updates().size() != updates) {
      throw new IllegalStateException(recording.updates().size() + " updates, not " + updates);
    }
    return recording.checked();
  }

  @Benchmark
  @OperationsPerInvocation(KEYSTROKES)
  public YDoc keystrokes() throws UpdateRejected {
    return session.applyTo(YDoc.create(Recording.LIMITS));
  }

  @Benchmark
  @OperationsPerInvocation(CARDS + CHANGES)
  public YDoc boardChanges() throws UpdateRejected {
    return board.applyTo(YDoc.create(Recording.LIMITS));
  }
}
