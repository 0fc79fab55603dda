package dev.meridian.collab.peer;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.Loop;
import dev.meridian.collab.replica.DocumentNews.Present;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.sync.AwarenessEntry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// Passes awareness on between the connections at a document, here and on other nodes, news of a
/// few milliseconds in one message, longer where many are to be told. Touched only on the
/// document's owner loop.
public final class PresenceDesk {
  private final Loop loop;
  private final InstantSource clock;
  private final Audience audience;
  private final BiPredicate<Long, UUID> isForeign;
  private final Consumer<Runnable> whenCovered;
  private final Consumer<Present> others;
  private final IntConsumer dropped;
  private final Presence presence;
  private final Set<Long> news = new HashSet<>();

  /// Those of the news that come from a connection here, with its member.
  private final Map<Long, UUID> newsFromHere = new HashMap<>();

  /// Ids whose own connection has to hear the news too, because its clock was set forward.
  private final Set<Long> corrected = new HashSet<>();

  private boolean gathering;

  /// @param isForeign whether a client id is known to be another member's
  /// @param whenCovered runs an action after the commit of all edits so far, which a cursor may
  ///   point into
  /// @param others tells the other nodes
  /// @param dropped counts the states that were not taken
  public PresenceDesk(
      Loop loop,
      InstantSource clock,
      CollabLimits limits,
      Audience audience,
      BiPredicate<Long, UUID> isForeign,
      Consumer<Runnable> whenCovered,
      Consumer<Present> others,
      IntConsumer dropped) {
    this.loop = loop;
    this.clock = clock;
    this.audience = audience;
    this.isForeign = isForeign;
    this.whenCovered = whenCovered;
    this.others = others;
    this.dropped = dropped;
    this.presence = new Presence(limits);
  }

  /// Takes an awareness update of a connection.
  public void receive(Seat seat, byte[] update) {
    try {
      List<AwarenessEntry> entries = AwarenessEntry.decode(update, Integer.MAX_VALUE);
      List<AwarenessEntry> accepted =
          presence.take(
              seat, entries, client -> isForeign.test(client, seat.memberId()), clock.instant());
      dropped.accept(entries.size() - accepted.size());
      accepted.stream()
          .filter(entry -> !entries.contains(entry))
          .forEach(entry -> corrected.add(entry.client()));
      announceFromHere(seat, accepted);
    } catch (MalformedException malformed) {
      seat.peer().close(CloseCode.MALFORMED, "malformed");
    } catch (Presence.OverLimit _) {
      seat.peer().close(CloseCode.OVER_LIMIT, "awareness-too-large");
    }
  }

  /// Tells a connection of everybody who is here.
  public void tellEverybody(Seat seat) {
    Turn turn = seat.presenceTurn();
    turn.ask(() ->
        whenCovered.accept(() -> {
          send(seat, presence.everybody());
          seat.peer().afterSending(() -> loop.execute(turn::done));
        }));
  }

  /// Whether somebody else than the member is here under the id, on whatever node.
  public boolean isAnothers(long client, UUID memberId) {
    return presence.isAnothers(client, memberId);
  }

  public void leave(Seat seat) {
    announceFromHere(seat, presence.leave(seat, clock.instant()));
  }

  public void expire() {
    announce(presence.expire(clock.instant()));
  }

  /// Another node says how people stand who are connected there.
  public void hear(Present present) {
    announce(presence.hear(present.people(), clock.instant()));
  }

  /// Another node wants to know who is here.
  public void introduce() {
    List<Present.Person> people = presence.peopleHere();
    if (!people.isEmpty()) {
      whenCovered.accept(() -> others.accept(new Present(people)));
    }
  }

  /// The socket takes messages again.
  public void resume(Seat seat) {
    List<AwarenessEntry> owed = presence.entries(seat.owedPresence);
    seat.owedPresence.clear();
    send(seat, owed);
  }

  private void announceFromHere(Seat seat, List<AwarenessEntry> entries) {
    entries.forEach(entry -> newsFromHere.put(entry.client(), seat.memberId()));
    announce(entries);
  }

  private void announce(List<AwarenessEntry> entries) {
    entries.forEach(entry -> news.add(entry.client()));
    if (!news.isEmpty() && !gathering) {
      gathering = true;
      loop.after(audience.presenceInterval(), () -> whenCovered.accept(this::tellNews));
    }
  }

  private void tellNews() {
    gathering = false;
    List<AwarenessEntry> entries = presence.entries(news);
    for (Seat seat : audience.seats()) {
      if (seat.paused) {
        seat.owedPresence.addAll(news);
      }
    }
    if (!entries.isEmpty()) {
      PeerMessage.Presence all = new PeerMessage.Presence(AwarenessEntry.encode(entries));
      audience.tell(all, seat -> isNewsTo(seat, entries));
    }
    tellOthers(entries);
    news.clear();
    newsFromHere.clear();
    corrected.clear();
  }

  /// Everybody is told the same, who brought a part of it too: clients know their own clock. Who
  /// brought all of it is not.
  private boolean isNewsTo(Seat seat, List<AwarenessEntry> entries) {
    return entries.stream()
        .anyMatch(entry ->
            !seat.presenceIds.contains(entry.client()) || corrected.contains(entry.client()));
  }

  private void tellOthers(List<AwarenessEntry> entries) {
    List<Present.Person> people = new ArrayList<>();
    for (AwarenessEntry entry : entries) {
      UUID memberId = newsFromHere.get(entry.client());
      if (memberId != null) {
        people.add(new Present.Person(memberId, entry));
      }
    }
    if (!people.isEmpty()) {
      others.accept(new Present(people));
    }
  }

  private static void send(Seat seat, List<AwarenessEntry> entries) {
    if (seat.paused) {
      entries.forEach(entry -> seat.owedPresence.add(entry.client()));
    } else if (!entries.isEmpty()) {
      seat.peer().send(List.of(new PeerMessage.Presence(AwarenessEntry.encode(entries))));
    }
  }
}
