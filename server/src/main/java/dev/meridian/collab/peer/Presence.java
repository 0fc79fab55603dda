package dev.meridian.collab.peer;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.replica.DocumentNews.Present.Person;
import dev.meridian.ydoc.sync.AwarenessEntry;
import dev.meridian.ydoc.sync.AwarenessStates;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// Who is at a document and where their cursors are: opaque JSON per client id. Touched only on the
/// document's owner loop.
///
/// An id belongs to the connection that brought it. What a connection says about another's id is
/// dropped and not punished, for stock clients echo what they hear. A state that names a user must
/// name the member who is signed in.
final class Presence {
  private static final int MAX_DEPARTED = 10_000;

  /// What other nodes tell counts as heard this much earlier, so that whoever was on a node that is
  /// dead is away before others' own time-out.
  private static final Duration HEARSAY = Duration.ofSeconds(5);

  private final CollabLimits limits;
  private final AwarenessStates states = new AwarenessStates();
  private final Map<Long, Holder> holders = new HashMap<>();

  /// Whose connection spoke for an id last.
  ///
  /// @param seat null = a connection of another node
  private record Holder(UUID memberId, @Nullable Seat seat) {}

  /// The clocks of those whose connection ended: a client that comes back repeats its old clock,
  /// which the others would not take for news.
  private final Map<Long, Long> departed = new HashMap<>();

  Presence(CollabLimits limits) {
    this.limits = limits;
  }

  /// @param isForeign whether a client id is known to be another member's
  /// @return what is news for everybody, the author included
  /// @throws OverLimit when a state is too large
  List<AwarenessEntry> take(
      Seat seat, List<AwarenessEntry> entries, LongPredicate isForeign, Instant now) {
    List<AwarenessEntry> accepted = new ArrayList<>();
    for (AwarenessEntry entry : entries) {
      if (entry.state().length() > limits.awarenessStateBytes()) {
        throw new OverLimit("awareness state beyond " + limits.awarenessStateBytes() + " bytes");
      }
      if (mayHold(seat, entry) && !isForeign.test(entry.client()) && namesItsMember(seat, entry)) {
        hold(seat, entry);
        accepted.add(afterDeparture(entry));
      }
    }
    List<AwarenessEntry> news = states.apply(accepted, now);
    depart(news.stream().filter(AwarenessEntry::isGone).toList());
    return news;
  }

  static final class OverLimit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OverLimit(String message) {
      super(message, null, false, false);
    }
  }

  private boolean mayHold(Seat seat, AwarenessEntry entry) {
    Holder holder = holders.get(entry.client());
    if (holder != null && holder.seat() == seat) {
      return true;
    }
    if (entry.isGone() || seat.presenceIds.size() >= limits.awarenessIds()) {
      return false;
    }
    return holder == null || holder.memberId().equals(seat.memberId()) && isLater(entry);
  }

  boolean isAnothers(long client, UUID memberId) {
    Holder holder = holders.get(client);
    return holder != null && !holder.memberId().equals(memberId);
  }

  private boolean isLater(AwarenessEntry entry) {
    return states.entry(entry.client()).map(known -> entry.clock() > known.clock()).orElse(true);
  }

  private void hold(Seat seat, AwarenessEntry entry) {
    Holder before = holders.put(entry.client(), new Holder(seat.memberId(), seat));
    if (before != null && before.seat() != null && before.seat() != seat) {
      before.seat().presenceIds.remove(entry.client());
    }
    seat.presenceIds.add(entry.client());
  }

  /// Takes what another node says of its connections, which it has looked at as [#take] does. An id
  /// that is held here goes over to a connection there of the same member.
  ///
  /// @return what is news
  List<AwarenessEntry> hear(List<Person> people, Instant now) {
    List<AwarenessEntry> accepted = new ArrayList<>();
    for (Person person : people) {
      AwarenessEntry entry = person.entry();
      Holder holder = holders.get(entry.client());
      if (holder == null || holder.seat() == null || mayMoveThere(holder, person)) {
        release(entry.client());
        departed.remove(entry.client());
        holders.put(entry.client(), new Holder(person.memberId(), null));
        accepted.add(entry);
      }
    }
    List<AwarenessEntry> news = states.apply(accepted, now.minus(HEARSAY));
    depart(news.stream().filter(AwarenessEntry::isGone).toList());
    return news;
  }

  private boolean mayMoveThere(Holder holder, Person person) {
    return !person.entry().isGone()
        && holder.memberId().equals(person.memberId())
        && isLater(person.entry());
  }

  /// Those who are connected to this node.
  List<Person> peopleHere() {
    List<Person> people = new ArrayList<>();
    for (AwarenessEntry entry : states.entries()) {
      Holder holder = holders.get(entry.client());
      if (holder != null && holder.seat() != null) {
        people.add(new Person(holder.memberId(), entry));
      }
    }
    return people;
  }

  private void release(long client) {
    Holder holder = holders.remove(client);
    if (holder != null && holder.seat() != null) {
      holder.seat().presenceIds.remove(client);
    }
  }

  private AwarenessEntry afterDeparture(AwarenessEntry entry) {
    Long clock = departed.remove(entry.client());
    return clock == null || entry.clock() > clock
        ? entry
        : new AwarenessEntry(entry.client(), clock + 1, entry.state());
  }

  private static boolean namesItsMember(Seat seat, AwarenessEntry entry) {
    if (entry.isGone()) {
      return true;
    }
    try {
      JsonObject state = new JsonObject(entry.state());
      return !state.containsKey("user")
          || state.getValue("user") instanceof JsonObject user
              && isSame(user.getValue("id"), seat.memberId());
    } catch (DecodeException _) {
      return false;
    }
  }

  private static boolean isSame(@Nullable Object id, UUID memberId) {
    return memberId.toString().equals(id);
  }

  /// The connection ended.
  List<AwarenessEntry> leave(Seat seat, Instant now) {
    List<AwarenessEntry> gone = depart(states.remove(List.copyOf(seat.presenceIds), now));
    List.copyOf(seat.presenceIds).forEach(this::release); // those that never had a state
    return gone;
  }

  List<AwarenessEntry> expire(Instant now) {
    return depart(states.expire(now));
  }

  private List<AwarenessEntry> depart(List<AwarenessEntry> gone) {
    if (departed.size() > MAX_DEPARTED) {
      departed.clear();
    }
    for (AwarenessEntry entry : gone) {
      departed.put(entry.client(), entry.clock());
      release(entry.client());
    }
    return gone;
  }

  /// Everybody who is here.
  List<AwarenessEntry> everybody() {
    return states.entries();
  }

  /// How the ids stand now, gone ones included.
  List<AwarenessEntry> entries(Collection<Long> clients) {
    List<AwarenessEntry> entries = new ArrayList<>();
    for (long client : clients) {
      states
          .entry(client)
          .or(() ->
              Optional.ofNullable(departed.get(client))
                  .map(clock -> AwarenessEntry.gone(client, clock)))
          .ifPresent(entries::add);
    }
    return entries;
  }
}
