package dev.meridian.collab.host;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.Loop;
import dev.meridian.collab.journal.DocumentLog;
import dev.meridian.collab.journal.Entry;
import dev.meridian.collab.journal.Entry.ClientBinding;
import dev.meridian.collab.peer.Audience;
import dev.meridian.collab.peer.Audience.Edit;
import dev.meridian.collab.peer.Peer;
import dev.meridian.collab.peer.PeerMessage;
import dev.meridian.collab.peer.PresenceDesk;
import dev.meridian.collab.peer.Seat;
import dev.meridian.collab.replica.DocumentNews;
import dev.meridian.collab.replica.LogFollower;
import dev.meridian.collab.replica.NewsChannel;
import dev.meridian.ydoc.Applied;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.sync.SyncMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

  /// A larger update is not sent to other nodes as news; they read the log.
  private static final int MAX_NEWS_BYTES = 64 * 1024;

  private final UUID id;
  private final long epoch;
  private final Loop owner;
  private final HostServices services;
  private final YDoc document;
  private final ClientIds clientIds;
  private final Releases releases = new Releases();
  private final Audience audience;
  private final PresenceDesk presence;
  private final Intake intake;
  private final Deque<Unconfirmed> unconfirmed = new ArrayDeque<>();
  private final Set<Promise<?>> awaited = new HashSet<>();
  private final Entry.Listener listener = new Outcome();
  private final LogFollower follower;
  private final Audit audit = new Audit();
  private @Nullable NewsChannel channel;
  private boolean closed;

  private record Unconfirmed(long number, Edit edit, List<ClientBinding> clients) {}

  /// @param epoch which the database was in before the document was loaded
  DocumentHost(UUID id, long epoch, Loop owner, HostServices services, LoadedDocument loaded) {
    this.id = id;
    this.epoch = epoch;
    this.owner = owner;
    this.services = services;
    this.document = loaded.document();
    this.clientIds = new ClientIds(loaded.clients(), this::isHealing);
    this.audience = new Audience();
    this.follower =
        new LogFollower(
            id,
            owner,
            services.shared().log(),
            services.shared().replica(),
            loaded.seq(),
            new FollowingCopy());
    this.presence =
        new PresenceDesk(
            owner,
            services.shared().clock(),
            services.limits(),
            audience,
            clientIds::isForeign,
            releases::whenCovered,
            this::tellOthers);
    this.intake =
        new Intake(document, services, clientIds, releases, audience, this::settle, follower);
  }

  /// Begins to hear what other nodes say of this document.
  void listen() {
    channel = new NewsChannel(services.shared().bus(), services.shared().epoch(), id, this::heard);
    tellOthers(new DocumentNews.WhoIsThere());
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
    releases.whenCovered(() -> seat.peer().send(List.of(new PeerMessage.Step1(stateVector))));
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
    byte[] update = document.encodeSince(theirs);
    audience.listen(seat);
    releases.whenCovered(() -> {
      audience.isUpToDate(seat);
      seat.peer().send(List.of(new PeerMessage.Step2(update)));
    });
  }

  private void settle(Edit edit, ClientIds.Gate gate, @Nullable UUID actor) {
    long number = releases.append();
    List<ClientBinding> clients = gate.bind();
    unconfirmed.add(new Unconfirmed(number, edit, clients));
    services
        .shared()
        .journal()
        .append(new Entry(id, epoch, number, actor, edit.news(), clients, listener));
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
        settleWhenCovered(promise, new Committed<>(follower.seq(), reading.apply(document)));
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
        settle(new Edit(null, update, update, 0), gate, actor);
      }
      settleWhenCovered(promise, done.result());
    } catch (UpdateRejected broken) {
      promise.fail(broken);
      lose(broken);
    }
    return Optional.of(promise.future());
  }

  private <T> void settleWhenCovered(Promise<T> promise, T result) {
    awaited.add(promise);
    releases.whenCovered(() -> {
      awaited.remove(promise);
      promise.complete(result);
    });
  }

  public void pause(Seat seat) {
    seat.pause();
  }

  public void resume(Seat seat) {
    if (closed || !seat.isPaused()) {
      return;
    }
    Optional<byte[]> state =
        audience.canCatchUp(seat) ? Optional.empty() : Optional.of(document.encode());
    releases.whenCovered(() -> resume(seat, state));
  }

  private void resume(Seat seat, Optional<byte[]> state) {
    if (state.isEmpty() && !audience.canCatchUp(seat)) {
      resume(seat);
      return;
    }
    try {
      audience.resume(seat, state);
      presence.resume(seat);
    } catch (UpdateRejected broken) {
      lose(broken);
    }
  }

  boolean isUnused() {
    return audience.seats().isEmpty() && releases.isEverythingCommitted();
  }

  /// Closes when nobody is here and everything is committed.
  boolean closeIfUnused() {
    if (!closed && isUnused()) {
      close();
    }
    return closed;
  }

  private void close() {
    closed = true;
    follower.close();
    if (channel != null) {
      channel.close();
    }
  }

  void tick() {
    presence.expire();
    if (!closed && isSettled()) {
      audit.ofNews(follower.seq(), document).ifPresent(this::tellOthers);
    }
  }

  /// Whether the copy is exactly what the log has, as far as is known.
  private boolean isSettled() {
    return releases.isEverythingCommitted() && follower.isUpToDate();
  }

  /// Postgres says how far the log goes.
  void headSeen(long head) {
    follower.headSeen(head);
  }

  /// The database was restored: this copy is of another life of it.
  void leaveEpoch() {
    lose(new IllegalStateException("the database was restored"));
  }

  private boolean isHealing() {
    return services.shared().epoch().isHealing(services.shared().clock().instant());
  }

  private void tellOthers(DocumentNews news) {
    if (channel != null) {
      channel.tell(news);
    }
  }

  private void heard(DocumentNews news) {
    if (closed) {
      return;
    }
    switch (news) {
      case DocumentNews.Committed committed -> follower.heard(committed);
      case DocumentNews.Present present -> presence.hear(present);
      case DocumentNews.WhoIsThere _ -> presence.introduce();
      case DocumentNews.Audit theirs -> {
        if (isSettled() && audit.differs(theirs, follower.seq(), document)) {
          services.shared().replica().diverged();
          lose(new IllegalStateException("another node's copy differs at row " + theirs.seq()));
        }
      }
    }
  }

  void closeAll(CloseCode code, String reason) {
    audience.closeAll(code, reason);
  }

  private void committed(long number, long seqFrom, long seqTo) {
    if (closed) {
      return;
    }
    List<Edit> edits = new ArrayList<>();
    List<ClientBinding> clients = new ArrayList<>();
    while (!unconfirmed.isEmpty() && unconfirmed.getFirst().number() <= number) {
      Unconfirmed next = unconfirmed.removeFirst();
      edits.add(next.edit());
      clients.addAll(next.clients());
    }
    try {
      byte[] merged = audience.tell(edits);
      tellOthers(
          new DocumentNews.Committed(
              seqFrom, seqTo, clients, merged.length <= MAX_NEWS_BYTES ? merged : new byte[0]));
    } catch (UpdateRejected broken) {
      lose(broken);
      return;
    }
    releases.committed(number);
    follower.committedHere(seqFrom, seqTo);
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
    awaited.forEach(promise -> promise.tryFail(cause));
  }

  private final class FollowingCopy implements LogFollower.Copy {
    @Override
    public void takeIn(byte[] update, List<ClientBinding> clients) throws UpdateRejected {
      clientIds.learn(clients);
      Applied applied = document.applyState(update, ClientGate.OPEN);
      if (applied.isWaiting()) {
        throw new IllegalStateException("the log has gaps");
      }
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
