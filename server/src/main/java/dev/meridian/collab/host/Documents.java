package dev.meridian.collab.host;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.CompactionRule;
import dev.meridian.collab.Loop;
import dev.meridian.collab.compaction.Compaction;
import dev.meridian.collab.peer.Peer;
import dev.meridian.collab.peer.Seat;
import dev.meridian.collab.replica.HeadPoll;
import dev.meridian.ydoc.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// The documents that this node has in memory: loaded at the first call, unloaded when nobody has
/// them open. May be used from any thread.
public final class Documents implements HeadPoll.Hosted {
  private static final long TICK_MILLIS = 2_500;

  private final Vertx vertx;
  private final List<Loop> loops;
  private final DocumentStore store;
  private final HostServices services;
  private final Limits limits;
  private final ConcurrentHashMap<UUID, Future<DocumentHost>> hosts = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> idleTicks = new ConcurrentHashMap<>();
  private final long idleTicksAllowed;

  /// A host and the seat that was taken at it.
  public record Joined(DocumentHost host, Seat seat) {}

  /// @param loops event loops that hosts are dealt to
  public Documents(
      Vertx vertx,
      List<Loop> loops,
      Pool pool,
      CollabLimits limits,
      Limits documentLimits,
      CompactionRule compactionRule,
      Compaction compaction,
      Shared shared) {
    this.vertx = vertx;
    this.loops = List.copyOf(loops);
    this.store = new DocumentStore(vertx, pool);
    this.limits = documentLimits;
    this.idleTicksAllowed = Math.max(1, limits.idle().toMillis() / TICK_MILLIS);
    this.services =
        new HostServices(
            limits,
            documentLimits,
            shared,
            compactionRule,
            compaction,
            id -> store.load(id, documentLimits),
            this::forget);
    shared.metrics().watchHosts(hosts);
    vertx.setPeriodic(TICK_MILLIS, _ -> tick());
  }

  /// Takes a seat at a document. Fails when it cannot be loaded.
  public Future<Joined> join(UUID documentId, Peer peer, UUID memberId, boolean writes) {
    return open(documentId)
        .compose(host ->
            host.ask(it -> it.join(peer, memberId, writes))
                .compose(seat ->
                    seat.isPresent()
                        ? Future.succeededFuture(new Joined(host, seat.get()))
                        : join(documentId, peer, memberId, writes)));
  }

  /// Edits a document as the server, on behalf of a member; succeeds after the commit.
  public <T> Future<T> edit(UUID documentId, UUID actor, OwnEdit<T> work) {
    return open(documentId)
        .compose(host -> host.ask(it -> it.edit(actor, work)))
        .compose(answer -> answer.isPresent() ? answer.get() : edit(documentId, actor, work));
  }

  /// Reads a document where it lives.
  public <T> Future<T> read(UUID documentId, Function<DocumentHost, T> reading) {
    return open(documentId).compose(host -> host.ask(reading));
  }

  /// Ends every connection with the code; hosts stay until they are unused.
  public void closeAll(CloseCode code, String reason) {
    each(host -> host.submit(it -> it.closeAll(code, reason)));
  }

  @Override
  public Collection<UUID> ids() {
    return hosts.keySet();
  }

  @Override
  public void headSeen(UUID documentId, long seq) {
    Future<DocumentHost> host = hosts.get(documentId);
    if (host != null) {
      host.onSuccess(it -> it.submit(loaded -> loaded.headSeen(seq)));
    }
  }

  @Override
  public void leaveEpoch() {
    each(host -> host.submit(DocumentHost::leaveEpoch));
  }

  private Future<DocumentHost> open(UUID documentId) {
    idleTicks.remove(documentId);
    return hosts.computeIfAbsent(documentId, this::load);
  }

  private Future<DocumentHost> load(UUID documentId) {
    Loop owner = loops.get(Math.floorMod(documentId.hashCode(), loops.size()));
    long epoch = services.shared().epoch().current();
    Future<DocumentHost> host =
        store
            .load(documentId, limits)
            .map(loaded -> new DocumentHost(documentId, epoch, owner, services, loaded))
            .onSuccess(loaded -> loaded.submit(DocumentHost::listen));
    return host.onFailure(_ -> vertx.runOnContext(_ -> hosts.remove(documentId, host)));
  }

  /// Looks after every document; unloads those that nobody has open.
  void tick() {
    each(host ->
        host.submit(it -> {
          it.tick();
          unloadIfIdle(it);
        }));
  }

  private void unloadIfIdle(DocumentHost host) {
    if (!host.isUnused()) {
      idleTicks.remove(host.id());
    } else if (idleTicks.merge(host.id(), 1, Integer::sum) > idleTicksAllowed
        && host.closeIfUnused()) {
      forget(host);
    }
  }

  private void forget(DocumentHost host) {
    idleTicks.remove(host.id());
    hosts.computeIfPresent(
        host.id(), (_, found) -> found.succeeded() && found.result() == host ? null : found);
  }

  private void each(Consumer<DocumentHost> action) {
    hosts.values().forEach(host -> host.onSuccess(action::accept));
  }
}
