package dev.meridian.collab.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.replica.DocumentNews;
import dev.meridian.collab.replica.Epoch;
import dev.meridian.collab.replica.NewsChannel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/// Rule N8: nodes compare what their copies come to.
class AuditTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final SimulatedTime time = new SimulatedTime(1);
  private final SimulatedLog log = new SimulatedLog(time);
  private final SimulatedBus bus = new SimulatedBus(time);
  private final SimulatedNode node = new SimulatedNode(time, log, bus, registry);
  private final SimulatedClient client = new SimulatedClient(time, log, () -> node, 1);

  private void somebodyTyped() {
    log.isFlawless = true;
    bus.isFlawless = true;
    client.comeBack();
    run(1_000);
    client.type();
    run(1_000);
    assertTrue(client.isSaved());
  }

  private void run(int millis) {
    time.run(time.now() + millis, () -> {});
  }

  /// From another node, which is not simulated.
  private void hear(DocumentNews news) {
    new NewsChannel(bus.endOf(time.new NodeLoop()), new Epoch(1), SimulatedNode.DOCUMENT, _ -> {})
        .tell(news);
    run(100);
  }

  private double count(String counter) {
    return registry.get("meridian." + counter).counter().count();
  }

  @Test
  void n8ACopyThatDiffersAtTheSameRowIsLoadedAnew() {
    somebodyTyped();
    hear(new DocumentNews.Audit(log.head(), 4_711));
    assertEquals(1, count("replica.divergences"));
    run(1_000);
    client.type();
    run(1_000);
    assertTrue(client.isSaved(), "the client came back");
  }

  @Test
  void n8AnotherRowSaysNothing() {
    somebodyTyped();
    hear(new DocumentNews.Audit(log.head() + 1, 4_711));
    assertEquals(0, count("replica.divergences"));
  }
}
