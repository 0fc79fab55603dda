package dev.meridian.bench;

import java.util.Locale;

/// What goes to standard error while the benchmark runs.
final class Progress {
  private Progress() {}

  static void say(String contestant, String load, Trial.Measured it) {
    say(
        String.format(
            Locale.ROOT,
            "%-24s %-16s p50 %8.2f p99 %8.2f ms  %,10.0f/s  cpu %6.2f + %5.2f us (%3.0f %%)  delivered %5.1f %%  generator %3.0f %%  closed %d",
            contestant, load, it.p50(), it.p99(), it.rate(), it.cpu(), it.databaseCpu(), it.core() * 100, it.delivered() * 100, it.busy() * 100, it.closed()));
  }

  static void say(String line) {
    System.err.println(line);
  }
}
