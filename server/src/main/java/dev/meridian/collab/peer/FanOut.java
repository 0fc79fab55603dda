package dev.meridian.collab.peer;

import dev.meridian.collab.CloseCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings messages to the connections at a document with one hop to each event loop of theirs.
/// Touched only on the document's owner loop; the loops of the sockets count down.
final class FanOut {
  private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

  private record Order(Peer peer, List<PeerMessage> messages) {}

  private final InstantSource clock;
  private final PeerMetrics metrics;
  private final AtomicInteger loopsAtWork = new AtomicInteger();
  private final AtomicReference<@Nullable Duration> took = new AtomicReference<>();

  FanOut(InstantSource clock, PeerMetrics metrics) {
    this.clock = clock;
    this.metrics = metrics;
  }

  /// Whether some are still to be told of the time before.
  boolean isAtWork() {
    return loopsAtWork.get() > 0;
  }

  /// How long the last one took; null when that was asked before.
  @Nullable Duration took() {
    return took.getAndSet(null);
  }

  /// @param messages for each seat; none when it is told nothing
  void tell(Iterable<Seat> seats, Function<Seat, List<PeerMessage>> messages) {
    Map<Executor, List<Order>> orders = new HashMap<>();
    for (Seat seat : seats) {
      List<PeerMessage> own = messages.apply(seat);
      if (!own.isEmpty()) {
        Peer peer = seat.peer();
        orders.computeIfAbsent(peer.loop(), _ -> new ArrayList<>()).add(new Order(peer, own));
      }
    }
    Instant start = clock.instant();
    loopsAtWork.addAndGet(orders.size());
    orders.forEach((loop, ofLoop) -> loop.execute(() -> carryOut(ofLoop, start)));
  }

  private void carryOut(List<Order> orders, Instant start) {
    try (Forms forms = new Forms()) {
      for (Order order : orders) {
        carryOut(order, forms);
      }
    } finally {
      if (loopsAtWork.decrementAndGet() == 0) {
        Duration time = Duration.between(start, clock.instant());
        took.set(time);
        metrics.everybodyTold(time);
      }
    }
  }

  /// One connection that cannot be told must not keep the others from it.
  private static void carryOut(Order order, Forms forms) {
    try {
      order.peer().hear(order.messages(), forms);
    } catch (RuntimeException broken) {
      LOG.error("A connection could not be told and is closed", broken);
      order.peer().close(CloseCode.RESYNC, "resync");
    }
  }
}
