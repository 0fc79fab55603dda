package dev.meridian.ydoc.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;

/**
 * Runs many seeded cases. Prints the seed it starts from; a failure names the seeds that failed, so
 * that one case can be run again.
 */
final class Fuzz {
  private static final int ASKED_AHEAD = 16;
  private static final int ENOUGH_FAILURES = 20;

  private Fuzz() {}

  /** What must hold for the case that grows from a seed. */
  interface Case {
    void check(int seed) throws Exception;
  }

  /** What must hold for the answer of the second source. */
  interface Answered {
    void check(JsonNode answer) throws Exception;
  }

  /** {@code -Dmeridian.fuzz.cases} and {@code -Dmeridian.fuzz.seed} override the defaults. */
  static void run(String name, int cases, Case each) {
    int count = Integer.getInteger("meridian.fuzz.cases", cases);
    int first = Integer.getInteger("meridian.fuzz.seed", 1);
    System.out.printf("%s: %,d cases from seed %d%n", name, count, first);
    var failures = new ArrayList<Throwable>();
    var seeds = new ArrayList<Integer>();
    for (int seed = first; seed < first + count && seeds.size() < ENOUGH_FAILURES; seed++) {
      try {
        each.check(seed);
      } catch (Exception | AssertionError e) {
        failures.add(e);
        seeds.add(seed);
      }
    }
    if (!seeds.isEmpty()) {
      throw new AssertionError(
          "%s fails for the seeds %s (again with -Dmeridian.fuzz.cases=1 -Dmeridian.fuzz.seed=%d): %s"
              .formatted(name, seeds, seeds.getFirst(), failures.getFirst().getMessage()),
          failures.getFirst());
    }
  }

  /** As above; the cases come from Yjs, which makes some ahead while this side checks. */
  static void run(String name, int cases, Yjs yjs, ObjectNode request, Answered each) {
    int end =
        Integer.getInteger("meridian.fuzz.seed", 1)
            + Integer.getInteger("meridian.fuzz.cases", cases);
    var asked =
        new Object() {
          int next = Integer.getInteger("meridian.fuzz.seed", 1);
        };
    run(
        name,
        cases,
        seed -> {
          for (; asked.next < Math.min(end, seed + ASKED_AHEAD); asked.next++) {
            yjs.send(request.put("seed", asked.next));
          }
          each.check(yjs.receive());
        });
  }
}
