package dev.meridian.collab.peer;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.Loop;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The connections at one document and what of its updates they have been sent. Touched only on the
/// document's owner loop.
///
/// Updates are numbered as they come here, which need not be the order of the log. They are told at
/// once, or gathered for as long as [Pace] says and told as one.
public final class Audience {
  private static final int EMPTY_UPDATE_BYTES = 2;

  /// Older than any update: the next catch-up is the whole document.
  private static final long NOTHING = -1;

  private static final PeerMessage RECEIPT = new PeerMessage.Receipt();

  /// One edit whose commit is to be told.
  ///
  /// @param author null = the server itself
  /// @param news what it brought, maybe no bytes
  /// @param received the message as it came
  /// @param receipts how many messages it settles
  @SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
  public record Edit(@Nullable Seat author, byte[] news, byte[] received, int receipts) {}

  private final Loop loop;
  private final InstantSource clock;
  private final PeerMetrics metrics;
  private final Consumer<UpdateRejected> broken;
  private final Set<Seat> seats = new LinkedHashSet<>();
  private final RecentUpdates recent = new RecentUpdates();
  private final FanOut fanOut;
  private final Pace pace = new Pace();

  /// Updates that are committed and were not told yet.
  private final Gathered gathered = new Gathered();

  /// The number of the latest committed update.
  private long latest;

  private boolean isWaiting;

  /// @param broken told when committed updates cannot be put together
  public Audience(
      Loop loop, InstantSource clock, PeerMetrics metrics, Consumer<UpdateRejected> broken) {
    this.loop = loop;
    this.clock = clock;
    this.metrics = metrics;
    this.broken = broken;
    this.fanOut = new FanOut(clock, metrics);
  }

  public Collection<Seat> seats() {
    return seats;
  }

  public Seat add(Peer peer, UUID memberId, boolean writes) {
    Seat seat = new Seat(peer, memberId, writes, latest);
    seats.add(seat);
    return seat;
  }

  public boolean remove(Seat seat) {
    return seats.remove(seat);
  }

  public void closeAll(CloseCode code, String reason) {
    List.copyOf(seats).forEach(seat -> seat.peer().close(code, reason));
    seats.clear();
  }

  /// The edits are committed: everybody gets them merged, authors their receipts, now or soon.
  ///
  /// @return the edits merged
  public byte[] tell(List<Edit> edits) throws UpdateRejected {
    byte[] merged = merged(edits.stream().map(Edit::news).filter(news -> news.length > 0).toList());
    recent.add(++latest, merged);
    gathered.add(merged, edits);
    for (Edit edit : edits) {
      Seat author = edit.author();
      if (author != null && !author.peer().isToldByEcho()) {
        author.owedReceipts += edit.receipts();
      }
    }
    if (!isWaiting) {
      tellWhenItIsTime();
    }
    return merged;
  }

  private void tellWhenItIsTime() {
    Duration took = fanOut.took();
    if (took != null) {
      pace.took(took);
    }
    Duration wait = pace.untilNext(clock.instant());
    if (wait.isZero() && !fanOut.isAtWork()) {
      tellGathered(_ -> false, Optional.empty());
      return;
    }
    isWaiting = true;
    loop.after(
        wait,
        () -> {
          isWaiting = false;
          if (!gathered.isEmpty()) {
            tellWhenItIsTime();
          }
        });
  }

  /// For how long presence is gathered.
  Duration presenceInterval() {
    return pace.presenceInterval();
  }

  /// Tells presence, and before it the updates that it may point into.
  void tell(PeerMessage.Presence presence, Predicate<Seat> hears) {
    tellGathered(hears, Optional.of(presence));
  }

  private void tellGathered(Predicate<Seat> hears, Optional<PeerMessage.Presence> presence) {
    List<PeerMessage> update;
    try {
      update =
          gathered.isEmpty()
              ? List.of()
              : List.of(new PeerMessage.Update(merged(gathered.updates())));
    } catch (UpdateRejected failure) {
      broken.accept(failure);
      return;
    }
    if (!update.isEmpty()) {
      metrics.told(gathered.edits());
      pace.began(clock.instant());
    }
    Seat onlyAuthor = gathered.onlyAuthor();
    gathered.clear();
    List<PeerMessage> nothing = List.of();
    List<PeerMessage> alone = presence.<List<PeerMessage>>map(List::of).orElse(nothing);
    List<PeerMessage> both = new ArrayList<>(update);
    both.addAll(alone);
    fanOut.tell(
        seats,
        seat -> {
          if (seat.paused) {
            return nothing;
          }
          boolean needsUpdate =
              seat.listening
                  && seat.sent < latest
                  && (seat != onlyAuthor || seat.peer().isToldByEcho());
          if (seat.listening) {
            seat.sent = latest;
          }
          List<PeerMessage> messages =
              hears.test(seat) ? needsUpdate ? both : alone : needsUpdate ? update : nothing;
          return withReceipts(seat, messages);
        });
    recent.forgetUpTo(neededFrom());
  }

  /// Only who is behind will ask for what was told before.
  private long neededFrom() {
    return seats.stream()
        .filter(seat -> seat.paused && seat.listening)
        .mapToLong(seat -> seat.sent)
        .min()
        .orElse(latest);
  }

  /// Tells that messages which brought nothing new are covered by what is committed.
  public void tellCovered(Edit edit) {
    Seat author = edit.author();
    if (author == null) {
      return;
    }
    if (!author.peer().isToldByEcho()) {
      author.owedReceipts += edit.receipts();
      send(author, List.of());
    } else if (edit.received().length > EMPTY_UPDATE_BYTES && !author.paused) {
      send(author, List.of(new PeerMessage.Update(edit.received())));
    }
  }

  /// The connection asked for the document and will be sent what is in it now; what comes later it
  /// is told like everybody.
  public void listen(Seat seat) {
    seat.listening = true;
    seat.sent = latest;
  }

  /// The socket takes messages again and is sent its receipts, and one merged update with all that
  /// it missed.
  ///
  /// @return whether it was that; else it missed so much that it needs the whole document, and is
  ///   taken as one that has asked for it
  public boolean resume(Seat seat) throws UpdateRejected {
    seat.paused = false;
    List<PeerMessage> messages = new ArrayList<>();
    boolean isWhole = true;
    if (seat.listening && seat.sent < latest) {
      Optional<List<byte[]>> missed = recent.since(seat.sent);
      isWhole = missed.isPresent();
      if (isWhole) {
        messages.add(new PeerMessage.Update(merged(missed.get())));
      }
      seat.sent = latest;
    }
    send(seat, messages);
    return isWhole;
  }

  /// Sends the whole document, as it was when the connection began to need it.
  public void sendWhole(Seat seat, byte[] state) {
    if (seat.paused) {
      seat.sent = NOTHING;
    } else {
      send(seat, List.of(new PeerMessage.Update(state)));
    }
  }

  private static void send(Seat seat, List<PeerMessage> messages) {
    List<PeerMessage> all = seat.paused ? messages : withReceipts(seat, messages);
    if (!all.isEmpty()) {
      seat.peer().send(all);
    }
  }

  /// Receipts that are owed go with whatever is sent.
  private static List<PeerMessage> withReceipts(Seat seat, List<PeerMessage> messages) {
    if (seat.owedReceipts == 0) {
      return messages;
    }
    List<PeerMessage> all = new ArrayList<>(messages);
    for (; seat.owedReceipts > 0; seat.owedReceipts--) {
      all.add(RECEIPT);
    }
    return all;
  }

  private static byte[] merged(List<byte[]> updates) throws UpdateRejected {
    return updates.size() == 1 ? updates.getFirst() : Updates.merge(updates);
  }
}
