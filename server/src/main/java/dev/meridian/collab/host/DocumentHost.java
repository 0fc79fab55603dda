package dev.meridian.collab.host;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.Loop;
import dev.meridian.collab.compaction.LogTail;
import dev.meridian.collab.journal.DocumentLog;
import dev.meridian.collab.journal.Entry;
import dev.meridian.collab.journal.Entry.ClientBinding;
import dev.meridian.collab.peer.Audience;
import dev.meridian.collab.peer.Audience.Edit;
import dev.meridian.collab.peer.Peer;
import dev.meridian.collab.peer.PeerMessage;
import dev.meridian.collab.peer.PresenceDesk;
import dev.meridian.collab.peer.Seat;
import dev.meridian.collab.replica.LogFollower;
import dev.meridian.ydoc.Applied;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.sync.SyncMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One document in memory, with everybody who has it open. Touched only on its owner's event loop;
/// the one door in is [#submit].
///
/// An edit is applied at once, for applying is the validation; then it goes to the journal, and
/// nothing that shows it leaves before its commit: receipts, updates for the others, answers to
/// step 1, cursors. What other nodes commit comes by news and from the log ([LogFollower]).
///
/// - open: takes edits
/// - closed: unloaded because nobody was here, or lost because the log went another way; whoever
///   comes is sent back to the registry
public final class DocumentHost {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentHost.class);

  private final UUID id;
  private final Loop owner;
  private final HostServices services;
  private final YDoc document;
  private final ClientIds clientIds;
  private final Settlement settlement;
  private final Audience audience;
  private final PresenceDesk presence;
  private final Intake intake;
  private final LogFollower follower;
  private final Neighbours neighbours;
  private final LogTail tail;
  private boolean closed;
  private boolean warned;

  /// @param epoch which the database was in before the document was loaded
  DocumentHost(UUID id, long epoch, Loop owner, HostServices services, LoadedDocument loaded) {
    this.id = id;
    this.owner = owner;
    this.services = services;
    this.document = loaded.document();
    this.clientIds = new ClientIds(loaded.clients(), this::isHealing, this::isAnothersPresence);
    this.settlement =
        new Settlement(
            id, epoch, services.shared().journal(), new Outcome(), services.shared().metrics());
    this.audience =
        new Audience(
            owner, services.shared().clock(), services.shared().metrics().peers(), this::lose);
    this.follower =
        new LogFollower(
            id,
            owner,
            services.shared().log(),
            services.shared().replica(),
            loaded.seq(),
            new FollowingCopy());
    this.neighbours =
        new Neighbours(
            services.shared(),
            new Neighbours.Subject(id, document, follower, this::isSettled, this::lose));
    this.tail =
        new LogTail(
            id,
            owner,
            services.compactionRule(),
            services.compaction(),
            loaded.tail(),
            loaded.seq());
    this.presence =
        new PresenceDesk(
            owner,
            services.shared().clock(),
            services.limits(),
            audience,
            clientIds::isForeign,
            settlement::whenCovered,
            neighbours::tell,
            services.shared().metrics()::droppedPresence);
    this.intake = new Intake(document, services, clientIds, settlement, audience, follower);
  }

  /// Begins to hear what other nodes say of this document.
  void listen() {
    neighbours.listen(presence);
  }

  public UUID id() {
    return id;
  }

  /// The one door: the work runs on the owner's loop, in the order of submission.
  public void submit(Consumer<DocumentHost> work) {
    owner.execute(() -> work.accept(this));
  }

  /// As [#submit], with an answer.
  public <T> Future<T> ask(Function<DocumentHost, T> work) {
    Promise<T> promise = Promise.promise();
    submit(host -> {
      try {
        promise.complete(work.apply(host));
      } catch (RuntimeException failure) {
        promise.fail(failure);
      }
    });
    return promise.future();
  }

  /// Lets a connection in; it hears nothing before it sends step 1. Empty when the host is closed:
  /// ask the registry again.
  Optional<Seat> join(Peer peer, UUID memberId, boolean writes) {
    return closed ? Optional.empty() : Optional.of(audience.add(peer, memberId, writes));
  }

  public void leave(Seat seat) {
    if (audience.remove(seat)) {
      presence.leave(seat);
    }
  }

  public void allowWrites(Seat seat, boolean writes) {
    seat.allowWrites(writes);
  }

  /// Sends step 1 once what the document holds is committed.
  public void sendStep1(Seat seat) {
    byte[] stateVector = document.stateVector().encode();
    settlement.whenCovered(() -> seat.peer().send(List.of(new PeerMessage.Step1(stateVector))));
  }

  public PresenceDesk presence() {
    return presence;
  }

  public void receive(Seat seat, SyncMessage message) {
    if (closed || !audience.seats().contains(seat)) {
      return;
    }
    try {
      switch (message) {
        case SyncMessage.Step1(byte[] stateVector) -> answer(seat, stateVector);
        case SyncMessage.Step2(byte[] update) -> intake.take(seat, update, true);
        case SyncMessage.Update(byte[] update) -> intake.take(seat, update, false);
      }
    } catch (UpdateRejected rejected) {
      intake.refuse(seat, rejected);
    } catch (RuntimeException broken) {
      lose(broken);
    }
  }

  private void answer(Seat seat, byte[] stateVector) throws UpdateRejected {
    StateVector theirs = StateVector.decode(stateVector, services.documentLimits());
    seat.documentTurn()
        .ask(() -> {
          byte[] update = document.encodeSince(theirs);
          audience.listen(seat);
          settlement.whenCovered(() -> {
            seat.peer().send(List.of(new PeerMessage.Step2(update)));
            seat.peer().afterSending(() -> submit(_ -> seat.documentTurn().done()));
          });
        });
  }

  /// What was read, and the row of the log up to which it surely goes; it may go further.
  public record Committed<T>(long seq, T value) {}

  /// Reads the document as it is now, and answers when what was read is committed. From any thread.
  public <T> Future<Committed<T>> readCommitted(Function<YDoc, T> reading) {
    Promise<Committed<T>> promise = Promise.promise();
    submit(_ -> {
      if (closed) {
        promise.fail(new IllegalStateException("document " + id + " was unloaded"));
      } else {
        settlement.whenCovered(promise, new Committed<>(follower.seq(), reading.apply(document)));
      }
    });
    return promise.future();
  }

  /// An edit of the server's own, on behalf of a member. Succeeds after its commit with what the
  /// work answered; empty when the host is closed: ask the registry again.
  <T> Optional<Future<T>> edit(UUID actor, OwnEdit<T> work) {
    if (closed) {
      return Optional.empty();
    }
    if (Fullness.isFull(document, services.limits().documentBytes())) {
      return Optional.of(Future.failedFuture(Fullness.problem()));
    }
    OwnEdit.Done<T> done;
    try {
      done = work.apply(document);
    } catch (RuntimeException refusal) {
      return Optional.of(Future.failedFuture(refusal));
    }
    Promise<T> promise = Promise.promise();
    try {
      byte[] update = done.change().update();
      if (update.length > 0) {
        ClientIds.Gate gate = clientIds.gate(null, true);
        Novelty.admitAll(update, gate, services.documentLimits());
        settlement.settle(new Edit(null, update, update, 0), gate, actor);
      }
      settlement.whenCovered(promise, done.result());
    } catch (UpdateRejected broken) {
      promise.fail(broken);
      lose(broken);
    }
    return Optional.of(promise.future());
  }

  public void pause(Seat seat) {
    seat.pause();
  }

  public void resume(Seat seat) {
    if (closed || !seat.isPaused()) {
      return;
    }
    try {
      if (!audience.resume(seat)) {
        byte[] state = document.encode();
        settlement.whenCovered(() -> audience.sendWhole(seat, state));
      }
      presence.resume(seat);
      seat.answerWhatWaits();
    } catch (UpdateRejected broken) {
      lose(broken);
    }
  }

  boolean isUnused() {
    return audience.seats().isEmpty() && settlement.isEverythingCommitted();
  }

  /// Closes when nobody is here and everything is committed.
  boolean closeIfUnused() {
    if (!closed && isUnused()) {
      close();
      tail.leave();
    }
    return closed;
  }

  private void close() {
    closed = true;
    follower.close();
    neighbours.close();
  }

  void tick() {
    presence.expire();
    warnWhenNearlyFull();
    neighbours.tick();
    services.shared().metrics().people(peopleWhoMayWrite());
  }

  private long peopleWhoMayWrite() {
    return audience.seats().stream().filter(Seat::mayWrite).map(Seat::memberId).distinct().count();
  }

  private void warnWhenNearlyFull() {
    if (!warned && Fullness.isNearlyFull(document, services.limits().documentBytes())) {
      warned = true;
      services.shared().metrics().nearlyFull();
      LOG.warn("Document {} is nearly full: {}", id, document.weight());
    }
  }

  /// Whether the copy is exactly what the log has, as far as is known.
  private boolean isSettled() {
    return !closed && settlement.isEverythingCommitted() && follower.isUpToDate();
  }

  /// Postgres says how far the log goes.
  void headSeen(long head) {
    follower.headSeen(head);
  }

  /// The database was restored: this copy is of another life of it.
  void leaveEpoch() {
    lose(new IllegalStateException("the database was restored"));
  }

  private boolean isAnothersPresence(long client, UUID memberId) {
    return presence.isAnothers(client, memberId);
  }

  private boolean isHealing() {
    return services.shared().epoch().isHealing(services.shared().clock().instant());
  }

  void closeAll(CloseCode code, String reason) {
    audience.closeAll(code, reason);
  }

  private void committed(long number, long seqFrom, long seqTo) {
    if (closed) {
      return;
    }
    Settlement.Covered covered = settlement.committed(number);
    try {
      byte[] merged = audience.tell(covered.edits());
      neighbours.tellCommitted(seqFrom, seqTo, covered.clients(), merged);
    } catch (UpdateRejected broken) {
      lose(broken);
      return;
    }
    settlement.release(number);
    follower.committedHere(seqFrom, seqTo);
    tail.grewTo(seqTo, covered.bytes());
  }

  private void lose(Throwable cause) {
    if (closed) {
      return;
    }
    close();
    LOG.error("Document {} is dropped from memory and loaded anew", id, cause);
    services.shared().metrics().resynced();
    services.forget().accept(this);
    audience.closeAll(CloseCode.RESYNC, "resync");
    settlement.fail(cause);
  }

  private final class FollowingCopy implements LogFollower.Copy {
    @Override
    public void takeIn(byte[] update, List<ClientBinding> clients) throws UpdateRejected {
      clientIds.learn(clients);
      Applied applied = document.applyState(update, ClientGate.OPEN);
      if (applied.isWaiting()) {
        throw new IllegalStateException("the log has gaps");
      }
      tail.grewTo(follower.seq(), applied.update().length);
      if (!applied.isEmpty()) {
        audience.tell(List.of(new Edit(null, applied.update(), applied.update(), 0)));
      }
    }

    @Override
    public void caughtUpWithOwn() {
      services.shared().observer().committed(DocumentHost.this);
    }

    @Override
    public void lose(Throwable cause) {
      DocumentHost.this.lose(cause);
    }

    @Override
    public Future<DocumentLog.Rows> whole() {
      return services.loader().apply(id).map(LoadedDocument::asRows);
    }
  }

  private final class Outcome implements Entry.Listener {
    @Override
    public void committed(long number, long seqFrom, long seqTo) {
      submit(host -> host.committed(number, seqFrom, seqTo));
    }

    @Override
    public void lost(long number, Throwable cause) {
      submit(host -> host.lose(cause));
    }
  }
}
