package dev.meridian.bench;

import dev.meridian.bench.contestant.Contestant;
import dev.meridian.bench.load.Connection;
import dev.meridian.bench.load.Crowd;
import dev.meridian.bench.load.Generator;
import dev.meridian.bench.load.Recording;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Which edits are gone after `kill -9`: of those that their author was told the server has, and of
/// those that somebody else had on the screen.
final class Crash {
  private static final int ROUNDS = 3;
  private static final int CLIENTS = 20;
  private static final int WRITERS = 5;
  private static final double RATE = 50;
  private static final String LOAD = "kill -9, 5 writers at 50/s, 3 times";
  private static final Duration SETTLING = Duration.ofMillis(300);

  private final Recording recording;
  private final Table table;
  private final Random random = new Random(7);

  Crash(Recording recording, Table table) {
    this.recording = recording;
    this.table = table;
  }

  void run(Contestant contestant) {
    long acknowledged = 0;
    long lost = 0;
    long shownAndLost = 0;
    try (Contestant.Running server = contestant.start()) {
      for (int round = 0; round < ROUNDS; round++) {
        Crowd crowd = new Crowd(server.documents(1).getFirst(), recording, WRITERS);
        try (Generator generator = new Generator(server.door())) {
          generator.join(List.of(crowd), CLIENTS);
          generator.bringBase(List.of(crowd));
          for (int writer = 0; writer < WRITERS; writer++) {
            generator.type(crowd, writer, RATE);
          }
          generator.pumpFor(Duration.ofMillis(1_500 + random.nextInt(500)));
          server.killAndRestart();
          generator.stopTyping();
          generator.pumpFor(SETTLING);
        }
        Crowd after = new Crowd(crowd.document(), recording, WRITERS);
        try (Generator generator = new Generator(server.door())) {
          generator.join(List.of(after), WRITERS + 1);
        }
        Connection fresh = after.connections().getLast();
        for (int writer = 0; writer < WRITERS; writer++) {
          int from = writer;
          int told = crowd.connections().get(writer).acknowledged();
          int shown = crowd.connections().stream().mapToInt(it -> it.seen(from)).max().orElse(0);
          acknowledged += told;
          lost += Math.max(0, told - fresh.seen(writer));
          shownAndLost += Math.max(0, shown - fresh.seen(writer));
        }
      }
    }
    table.put(LOAD, "edits acknowledged", contestant.name(), acknowledged);
    table.put(LOAD, "of them lost", contestant.name(), lost);
    table.put(LOAD, "shown to others and lost", contestant.name(), shownAndLost);
    Progress.say(
        "%-24s kill: %d acknowledged, %d of them lost, %d shown and lost"
            .formatted(contestant.name(), acknowledged, lost, shownAndLost));
  }
}
