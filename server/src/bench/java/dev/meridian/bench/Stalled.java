package dev.meridian.bench;

import dev.meridian.bench.contestant.Contestant;
import dev.meridian.bench.contestant.Usage;
import dev.meridian.bench.load.Connection;
import dev.meridian.bench.load.Crowd;
import dev.meridian.bench.load.Generator;
import dev.meridian.bench.load.Recording;
import java.time.Duration;
import java.util.List;

/// What readers cost that stop reading: how much more memory the server takes after many updates
/// than when the same readers read. Looked at after a full garbage collection.
final class Stalled {
  /// Of a text that Meridian keeps with the record but does not bring to its tables.
  static final String KEY = "note";

  static final int WRITERS = 4;
  static final int UPDATES = 250;
  static final int BYTES = 60_000;
  private static final double RATE = 18;
  private static final int READERS = 5;
  private static final String LOAD = "5 readers that stall during 60 MB of updates";

  private final Effort effort;
  private final Recording recording;
  private final Table table;

  Stalled(Effort effort, Recording recording, Table table) {
    this.effort = effort;
    this.recording = recording;
    this.table = table;
  }

  void run(Contestant contestant) {
    double reading = grown(contestant, false);
    double stalled = grown(contestant, true);
    table.put(LOAD, "memory more than when they read, MB", contestant.name(), stalled - reading);
    Progress.say(
        "%-24s stalled: %+.1f MB, reading: %+.1f MB".formatted(contestant.name(), stalled, reading));
  }

  private double grown(Contestant contestant, boolean stall) {
    try (Contestant.Running server = contestant.start();
        Generator generator = new Generator(server.door())) {
      Crowd crowd = new Crowd(server.documents(1).getFirst(), recording, WRITERS);
      generator.join(List.of(crowd), WRITERS + READERS);
      generator.bringBase(List.of(crowd));
      server.collect();
      double before = Usage.memory(server.process());
      List<Connection> readers = crowd.connections().subList(WRITERS, WRITERS + READERS);
      if (stall) {
        readers.forEach(Connection::stall);
      }
      long start = System.nanoTime();
      for (int writer = 0; writer < WRITERS; writer++) {
        generator.type(crowd, writer, RATE);
      }
      int updates = Math.max(1, (int) (UPDATES * effort.share()));
      boolean done =
          generator.pumpUntil(
              () ->
                  crowd.connections().getFirst().seen(1) >= updates
                      && crowd.connections().getFirst().seen(2) >= updates,
              Duration.ofSeconds(60));
      generator.stopTyping();
      long took = (System.nanoTime() - start) / 1_000_000;
      server.collect();
      double after = Usage.memory(server.process());
      readers.forEach(Connection::readOn);
      boolean caughtUp =
          generator.pumpUntil(
              () -> readers.stream().allMatch(it -> it.seen(1) >= updates), Duration.ofSeconds(15));
      if (!done || stall) {
        Progress.say(
            "%-24s stalled readers %s; %s updates in %d ms; closed: %s"
                .formatted(
                    contestant.name(),
                    caughtUp ? "caught up" : "did not catch up",
                    done ? "all" : "not all",
                    took,
                    generator.endings()));
      }
      return (after - before) / 1e6;
    }
  }
}
