package dev.meridian.collab.host;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.CompactionRule;
import dev.meridian.collab.journal.Journal;
import dev.meridian.collab.journal.JournalMetrics;
import dev.meridian.collab.peer.Peer;
import dev.meridian.collab.peer.Seat;
import dev.meridian.collab.replica.Epoch;
import dev.meridian.collab.replica.ReplicaMetrics;
import dev.meridian.ydoc.Limits;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A node that serves one document and may crash.
final class SimulatedNode {
  static final UUID DOCUMENT = new UUID(7, 7);
  private static final int HEAD_POLL = 1_000;
  private static final int TICK = 2_500;

  private final SimulatedTime time;
  private final SimulatedLog log;
  private final SimulatedBus bus;
  private final MeterRegistry registry;
  private final List<Runnable> connections = new ArrayList<>();
  private SimulatedTime.NodeLoop loop;
  private SimulatedBus.End end;
  private HostServices services;
  private @Nullable DocumentHost host;
  boolean isAlive = true;

  /// @param registry counts over all nodes
  SimulatedNode(SimulatedTime time, SimulatedLog log, SimulatedBus bus, MeterRegistry registry) {
    this.registry = registry;
    this.time = time;
    this.log = log;
    this.bus = bus;
    this.loop = time.new NodeLoop();
    this.end = bus.endOf(loop);
    this.services = services();
    time.within(HEAD_POLL, this::poll);
    time.within(TICK, this::tick);
  }

  private HostServices services() {
    Shared shared =
        new Shared(
            time,
            new Journal(loop, log, new JournalMetrics(registry)),
            log,
            end,
            new Epoch(1),
            new HostMetrics(registry),
            new ReplicaMetrics(registry),
            _ -> {});
    return new HostServices(
        CollabLimits.standard(),
        Limits.standard(),
        shared,
        new CompactionRule(20, 1 << 20, Duration.ZERO),
        log,
        _ -> log.loadLater(),
        gone -> host = host == gone ? null : host);
  }

  private void poll() {
    if (host != null) {
      long head = log.head();
      host.submit(it -> it.headSeen(head));
    }
    time.at(time.now() + HEAD_POLL, this::poll);
  }

  private void tick() {
    if (host != null) {
      host.submit(DocumentHost::tick);
    }
    time.at(time.now() + TICK, this::tick);
  }

  /// Takes a seat, loading the document when it is not here.
  ///
  /// @param onEnd called when the node crashes
  void join(Peer peer, UUID memberId, BiConsumer<DocumentHost, Seat> then, Runnable onEnd) {
    connections.add(onEnd);
    loop.execute(() -> {
      DocumentHost open = host;
      if (open == null) {
        open = new DocumentHost(DOCUMENT, 1, loop, services, log.load());
        host = open;
        open.submit(DocumentHost::listen);
      }
      DocumentHost joined = open;
      joined.submit(it ->
          it.join(peer, memberId, true)
              .ifPresentOrElse(
                  seat -> then.accept(joined, seat), () -> join(peer, memberId, then, () -> {})));
    });
  }

  void crash() {
    isAlive = false;
    loop.end();
    end.end();
    host = null;
    List<Runnable> ended = List.copyOf(connections);
    connections.clear();
    ended.forEach(Runnable::run);
  }

  void startAgain() {
    loop = time.new NodeLoop();
    end = bus.endOf(loop);
    services = services();
    isAlive = true;
  }
}
