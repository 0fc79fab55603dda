package dev.meridian.bench;

import dev.meridian.bench.contestant.Contestant;
import dev.meridian.bench.contestant.Usage;
import dev.meridian.bench.load.Crowd;
import dev.meridian.bench.load.Generator;
import dev.meridian.bench.load.Recording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What connections cost that do nothing, ten and then twenty to a document. Memory is looked at
/// after a full garbage collection.
final class Idle {
  private static final int DOCUMENTS = 1_000;

  /// Beyond it a process would need more than the 20,000 files that are usual at most.
  private static final int MOST_CONNECTIONS = 19_500;

  private static final Duration RESTING = Duration.ofSeconds(3);
  private static final Duration WATCHED = Duration.ofSeconds(15);

  private final Effort effort;
  private final Recording recording;
  private final Table table;

  Idle(Effort effort, Recording recording, Table table) {
    this.effort = effort;
    this.recording = recording;
    this.table = table;
  }

  void run(Contestant contestant) {
    int documents = (int) (DOCUMENTS * effort.share());
    try (Contestant.Running server = contestant.start()) {
      List<Crowd> crowds = new ArrayList<>();
      server.documents(documents).forEach(name -> crowds.add(new Crowd(name, recording, 0)));
      try (Generator generator = new Generator(server.door())) {
        generator.join(crowds.subList(0, documents / 10), 2); // so that its code is loaded
        server.collect();
        long before = Usage.memory(server.process());
        int joined = generator.size();
        generator.join(crowds, 10);
        watch(contestant, server, generator, "10,000 idle connections in 1,000 documents");
        server.collect();
        double each = (double) (Usage.memory(server.process()) - before) / (generator.size() - joined);
        table.put("10,000 idle connections in 1,000 documents", "memory a connection, KB", contestant.name(), each / 1024);
        Progress.say("%-24s idle: %.1f KB a connection".formatted(contestant.name(), each / 1024));
        int more = Math.min(10, (MOST_CONNECTIONS - generator.size()) / documents);
        generator.join(crowds, more);
        watch(contestant, server, generator, "the same with %,d".formatted(documents * (10 + more)));
      }
    }
  }

  private void watch(
      Contestant contestant, Contestant.Running server, Generator generator, String load) {
    generator.pumpFor(RESTING);
    List<Long> database = server.database();
    long cpu = Usage.cpu(List.of(server.process()));
    long databaseCpu = Usage.cpu(database);
    generator.pumpFor(WATCHED.multipliedBy((long) (effort.share() * 100)).dividedBy(100));
    double nanos = WATCHED.toNanos() * effort.share();
    cpu = Usage.cpu(List.of(server.process())) - cpu;
    databaseCpu = Usage.cpu(database) - databaseCpu;
    table.put(load, "core taken, %", contestant.name(), 100 * cpu / nanos);
    table.put(load, "core taken by Postgres, %", contestant.name(), 100 * databaseCpu / nanos);
    Progress.say(
        "%-24s idle: %d connections, %.1f %% of a core, closed %d"
            .formatted(contestant.name(), generator.size(), 100 * cpu / nanos, generator.closed()));
  }
}
