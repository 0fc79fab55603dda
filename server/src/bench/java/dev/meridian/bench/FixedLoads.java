package dev.meridian.bench;

import dev.meridian.bench.Trial.Measured;
import dev.meridian.bench.contestant.Contestant;
import dev.meridian.bench.contestant.Pause;
import dev.meridian.bench.load.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Latency and processor time at fixed rates, and the highest rate in one document.
final class FixedLoads {
  private static final int SELDOM = 3;
  private static final double P99_LIMIT = 25;
  private static final double FIRST_RATE = 80;
  private static final double STEP = 1.5;
  private static final double FINE_STEP = 1.15;
  private static final double MOST = 30_000;
  private static final long BETWEEN_RUNS = 200;
  private static final Load SEARCH =
      new Load("most", "1 document, 1,000 clients, 40 writers", 1, 1_000, 40, 0, 0, true);
  private static final Load SEARCH_ROOMS =
      new Load("mostrooms", "200 documents of 10, 3 writers each", 200, 10, 3, 0, 0, true);

  private final Effort effort;
  private final Recording recording;
  private final Table table;

  FixedLoads(Effort effort, Recording recording, Table table) {
    this.effort = effort;
    this.recording = recording;
    this.table = table;
  }

  void run(Contestant contestant, Choice choice) {
    List<Load> loads = Load.ALL.stream().filter(load -> choice.includes(load.id())).toList();
    if (loads.isEmpty() && !choice.includes(SEARCH.id()) && !choice.includes(SEARCH_ROOMS.id())) {
      return;
    }
    try (Contestant.Running server = contestant.start()) {
      warmUp(server);
      for (Load load : loads) {
        measure(contestant, server, load);
      }
      for (Load load : List.of(SEARCH, SEARCH_ROOMS)) {
        if (choice.includes(load.id())) {
          search(contestant, server, load);
        }
      }
    }
  }

  private void warmUp(Contestant.Running server) {
    for (Load load :
        List.of(
            new Load("", "", 50, 10, 3, 20, 0, true), new Load("", "", 1, 300, 20, 40, 0, true))) {
      try (Trial trial = new Trial(server, load, recording)) {
        trial.run(load.rate(), effort.warmUp().dividedBy(2), effort.settling());
      }
    }
  }

  private void measure(Contestant contestant, Contestant.Running server, Load load) {
    List<Measured> runs = new ArrayList<>();
    for (int i = 0; i < (load.isImportant() ? effort.runs() : Math.min(SELDOM, effort.runs())); i++) {
      Pause.millis(BETWEEN_RUNS);
      try (Trial trial = new Trial(server, load, recording)) {
        runs.add(trial.run(load.rate(), effort.settling(), effort.window()));
      }
      Progress.say(contestant.name(), load.id(), runs.getLast());
    }
    put(contestant, load, "p50, ms", runs, Measured::p50);
    put(contestant, load, "p99, ms", runs, Measured::p99);
    put(contestant, load, "CPU a delivery, us", runs, Measured::cpu);
    put(contestant, load, "Postgres' CPU a delivery, us", runs, Measured::databaseCpu);
    put(contestant, load, "core taken, %", runs, run -> run.core() * 100);
    put(contestant, load, "deliveries/s", runs, Measured::rate);
    put(contestant, load, "delivered within 2 s, %", runs, run -> run.delivered() * 100);
    put(contestant, load, "generator busy, %", runs, run -> run.busy() * 100);
  }

  private void put(
      Contestant contestant,
      Load load,
      String measure,
      List<Measured> runs,
      ToDoubleFunction<Measured> value) {
    double median = runs.stream().mapToDouble(value).sorted().toArray()[runs.size() / 2];
    table.put(load.title(), measure, contestant.name(), median);
  }

  /// Goes up until it is too slow, then back a step and up in smaller ones.
  private void search(Contestant contestant, Contestant.Running server, Load load) {
    Measured best = null;
    int writers = load.documents() * load.writers();
    try (Trial trial = new Trial(server, load, recording)) {
      double rate = FIRST_RATE;
      double step = STEP;
      while (rate < MOST) {
        Measured measured = attempt(contestant, trial, load, rate / writers);
        if (!measured.isWithin(P99_LIMIT)) {
          measured = attempt(contestant, trial, load, rate / writers); // a stroke of bad luck?
        }
        if (measured.isWithin(P99_LIMIT)) {
          best = measured;
          rate *= step;
        } else if (step == STEP) {
          step = FINE_STEP;
          rate = rate / STEP * step;
        } else {
          break;
        }
      }
    }
    double none = Double.NaN;
    table.putMoreIsBetter(
        load.title(), "most deliveries/s at p99 <= 25 ms", contestant.name(), best == null ? none : best.rate());
    table.put(load.title(), "CPU a delivery there, us", contestant.name(), best == null ? none : best.cpu());
    table.put(load.title(), "generator busy there, %", contestant.name(), best == null ? none : best.busy() * 100);
  }

  private Measured attempt(Contestant contestant, Trial trial, Load load, double rate) {
    Pause.millis(BETWEEN_RUNS);
    Measured measured = trial.run(rate, effort.settling(), effort.window());
    Progress.say(contestant.name(), load.id() + " at " + Table.format(rate), measured);
    return measured;
  }
}
