package dev.meridian.collab.peer;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.CollabLimits;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.sync.AwarenessEntry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/// Passes awareness on between the connections at a document, news of a few milliseconds in one
/// message. Touched only on the document's owner loop.
public final class PresenceDesk {
  private static final long GATHERING_MILLIS = 15;

  private final Vertx vertx;
  private final InstantSource clock;
  private final Audience audience;
  private final BiPredicate<Long, UUID> isForeign;
  private final Consumer<Runnable> whenCovered;
  private final Presence presence;
  private final Set<Long> news = new HashSet<>();

  /// Ids whose own connection has to hear the news too, because its clock was set forward.
  private final Set<Long> corrected = new HashSet<>();

  private boolean gathering;

  /// @param isForeign whether a client id is known to be another member's
  /// @param whenCovered runs an action after the commit of all edits so far, which a cursor may
  ///   point into
  public PresenceDesk(
      Vertx vertx,
      InstantSource clock,
      CollabLimits limits,
      Audience audience,
      BiPredicate<Long, UUID> isForeign,
      Consumer<Runnable> whenCovered) {
    this.vertx = vertx;
    this.clock = clock;
    this.audience = audience;
    this.isForeign = isForeign;
    this.whenCovered = whenCovered;
    this.presence = new Presence(limits);
  }

  /// Takes an awareness update of a connection.
  public void receive(Seat seat, byte[] update) {
    try {
      List<AwarenessEntry> entries = AwarenessEntry.decode(update, Integer.MAX_VALUE);
      List<AwarenessEntry> accepted =
          presence.take(
              seat, entries, client -> isForeign.test(client, seat.memberId()), clock.instant());
      accepted.stream()
          .filter(entry -> !entries.contains(entry))
          .forEach(entry -> corrected.add(entry.client()));
      announce(accepted);
    } catch (MalformedException malformed) {
      seat.peer().close(CloseCode.MALFORMED, "malformed");
    } catch (Presence.OverLimit _) {
      seat.peer().close(CloseCode.OVER_LIMIT, "awareness-too-large");
    }
  }

  /// Tells a connection of everybody who is here.
  public void tellEverybody(Seat seat) {
    whenCovered.accept(() -> send(seat, presence.everybody()));
  }

  public void leave(Seat seat) {
    announce(presence.leave(seat, clock.instant()));
  }

  public void expire() {
    announce(presence.expire(clock.instant()));
  }

  /// The socket takes messages again.
  public void resume(Seat seat) {
    List<AwarenessEntry> owed = presence.entries(seat.owedPresence);
    seat.owedPresence.clear();
    send(seat, owed);
  }

  private void announce(List<AwarenessEntry> entries) {
    entries.forEach(entry -> news.add(entry.client()));
    if (!news.isEmpty() && !gathering) {
      gathering = true;
      vertx.setTimer(GATHERING_MILLIS, _ -> whenCovered.accept(this::tellNews));
    }
  }

  private void tellNews() {
    gathering = false;
    List<AwarenessEntry> entries = presence.entries(news);
    for (Seat seat : audience.seats()) {
      if (seat.paused) {
        seat.owedPresence.addAll(news);
      } else {
        send(seat, forOthers(seat, entries));
      }
    }
    news.clear();
    corrected.clear();
  }

  private List<AwarenessEntry> forOthers(Seat seat, Collection<AwarenessEntry> entries) {
    return entries.stream()
        .filter(entry ->
            !seat.presenceIds.contains(entry.client()) || corrected.contains(entry.client()))
        .toList();
  }

  private static void send(Seat seat, List<AwarenessEntry> entries) {
    if (!entries.isEmpty()) {
      seat.peer().send(List.of(new PeerMessage.Presence(AwarenessEntry.encode(entries))));
    }
  }
}
