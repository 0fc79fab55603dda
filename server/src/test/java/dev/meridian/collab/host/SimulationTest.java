package dev.meridian.collab.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Three nodes, five people, a log and a bus in one thread, driven by a seed: commits fail or lose
/// their answers, messages between nodes are lost, doubled, late and out of order, nodes crash, the
/// log is compacted, people are cut off. After each step nobody has been shown what is not
/// committed and every acknowledged edit is in the log; in the end all is equal everywhere.
///
/// `-Dmeridian.simulation.seeds=N` simulates more, from `-Dmeridian.simulation.seed=N` on.
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("meridian.simulation.seeds", 500);
  private static final long FIRST = Long.getLong("meridian.simulation.seed", 1);
  private static final int NODES = 3;
  private static final int CLIENTS = 5;
  private static final long BUSY = 6_000;
  private static final long CALM = 40_000;
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("dev.meridian.collab");

  private final MeterRegistry registry = new SimpleMeterRegistry();

  /// What goes wrong is up to the seed, thousands of times.
  @BeforeAll
  static void beQuiet() {
    LOGGER.setLevel(Level.ERROR);
  }

  @AfterAll
  static void beLoudAgain() {
    LOGGER.setLevel(null);
  }

  @Test
  void nothingAcknowledgedIsLostAndAllEndsEqual() {
    System.out.println("simulation: " + SEEDS + " seeds from " + FIRST);
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      try {
        new World(seed, registry).live();
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError(
            "seed %d (again with -Dmeridian.simulation.seeds=1 -Dmeridian.simulation.seed=%d): %s"
                .formatted(seed, seed, failure.getMessage()),
            failure);
      }
    }
  }

  @Test
  void muchGoesWrongOnTheWay() {
    for (long seed = 1; seed <= 20; seed++) {
      new World(seed, registry).live();
    }
    for (String counter :
        List.of(
            "replica.news",
            "replica.duplicates",
            "replica.gap.fills",
            "replica.head.corrections",
            "replica.whole.loads",
            "journal.retries")) {
      double count = count(counter);
      assertTrue(count > 0, "none of " + counter);
      System.out.println("simulation: " + counter + " " + count);
    }
    assertEquals(0, count("replica.divergences"));
  }

  private double count(String counter) {
    return registry.get("meridian." + counter).counter().count();
  }

  private static final class World {
    private final SimulatedTime time;
    private final SimulatedLog log;
    private final SimulatedBus bus;
    private final List<SimulatedNode> nodes;
    private final List<SimulatedClient> clients;

    World(long seed, MeterRegistry registry) {
      time = new SimulatedTime(seed);
      log = new SimulatedLog(time);
      bus = new SimulatedBus(time);
      nodes =
          Stream.generate(() -> new SimulatedNode(time, log, bus, registry)).limit(NODES).toList();
      clients =
          LongStream.rangeClosed(1, CLIENTS)
              .mapToObj(id -> new SimulatedClient(time, log, this::anyNode, id))
              .toList();
    }

    private SimulatedNode anyNode() {
      return nodes.get(time.random.nextInt(NODES));
    }

    private SimulatedClient anyone() {
      return clients.get(time.random.nextInt(CLIENTS));
    }

    void live() {
      clients.forEach(SimulatedClient::comeBack);
      for (int i = 0; i < 120; i++) {
        time.at(time.random.nextLong(BUSY), () -> anyone().type());
      }
      for (int i = 0; i < 6; i++) {
        time.at(time.random.nextLong(BUSY), () -> anyone().cutOff());
      }
      for (int i = 0; i < 3; i++) {
        time.at(time.random.nextLong(BUSY), this::crashOne);
        time.at(time.random.nextLong(BUSY), log::compact);
      }
      time.run(BUSY, this::check);

      log.isFlawless = true;
      bus.isFlawless = true;
      nodes.stream().filter(node -> !node.isAlive).forEach(SimulatedNode::startAgain);
      time.run(BUSY + CALM, this::check);
      byte[] written = log.content.encode();
      assertTrue(written.length > 2);
      for (SimulatedClient client : clients) {
        assertTrue(client.isSaved(), "all is acknowledged in the end");
        assertEquals(log.content.stateVector(), client.document.stateVector());
        assertEquals(
            log.content.text("t").toString(), client.document.text("t").toString(), "the text");
      }
      assertFalse(log.content.isWaiting());
    }

    private void crashOne() {
      SimulatedNode node = anyNode();
      if (node.isAlive) {
        node.crash();
        time.within(
            1_000,
            () -> {
              if (!node.isAlive) {
                node.startAgain();
              }
            });
      }
    }

    private void check() {
      for (SimulatedClient client : clients) {
        int committed = log.content.stateVector().clock(client.clientId());
        assertTrue(
            client.acknowledged <= committed,
            "an acknowledged edit is not in the log: " + client.acknowledged + " > " + committed);
      }
    }
  }
}
