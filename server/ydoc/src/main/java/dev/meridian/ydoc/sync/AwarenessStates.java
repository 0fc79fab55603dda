package dev.meridian.ydoc.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The awareness states of everybody at one document. Touched by the document's owner; told the
 * time, keeps no clock.
 *
 * <p>Rules of y-protocols: clocks begin at 0, and only what is later is taken; at the same clock
 * only "gone" wins over a state; whoever was not heard of for a while is gone. The last clock of a
 * client outlives its state, so that an old message cannot bring it back.
 */
public final class AwarenessStates {
  /** After this long without a word a client counts as gone; clients repeat themselves at half. */
  public static final Duration OUTDATED = Duration.ofSeconds(30);

  /** How many clocks of clients that are gone are remembered. */
  private static final int MAX_GONE = 10_000;

  private record Heard(AwarenessEntry entry, Instant at) {}

  private final Map<Long, Heard> present = new TreeMap<>();
  private final Map<Long, Long> goneClocks = new HashMap<>();

  /** Takes entries in and returns those that were news, for the others. */
  public List<AwarenessEntry> apply(Collection<AwarenessEntry> entries, Instant now) {
    var news = new ArrayList<AwarenessEntry>();
    for (AwarenessEntry entry : entries) {
      if (isLater(entry)) {
        boolean wasHere = present.containsKey(entry.client());
        put(entry, now);
        if (wasHere || !entry.isGone()) {
          news.add(entry);
        }
      }
    }
    return news;
  }

  private boolean isLater(AwarenessEntry entry) {
    Heard known = present.get(entry.client());
    if (known != null) {
      long clock = known.entry.clock();
      return entry.clock() > clock || (entry.clock() == clock && entry.isGone());
    }
    return entry.clock() > goneClocks.getOrDefault(entry.client(), 0L);
  }

  private void put(AwarenessEntry entry, Instant now) {
    if (!entry.isGone()) {
      goneClocks.remove(entry.client());
      present.put(entry.client(), new Heard(entry, now));
      return;
    }
    present.remove(entry.client());
    if (goneClocks.size() >= MAX_GONE) {
      goneClocks.clear();
    }
    goneClocks.put(entry.client(), entry.clock());
  }

  /**
   * Takes clients away, when their connection closed.
   *
   * @return entries that tell the others, one per client that was here
   */
  public List<AwarenessEntry> remove(Collection<Long> clients, Instant now) {
    var gone = new ArrayList<AwarenessEntry>();
    for (long client : clients) {
      Heard known = present.get(client);
      if (known != null) {
        var entry = AwarenessEntry.gone(client, known.entry.clock() + 1);
        put(entry, now);
        gone.add(entry);
      }
    }
    return gone;
  }

  /** Takes away whoever was last heard of {@link #OUTDATED} or longer ago. */
  public List<AwarenessEntry> expire(Instant now) {
    var outdated = new ArrayList<Long>();
    for (Heard heard : present.values()) {
      if (!heard.at.plus(OUTDATED).isAfter(now)) {
        outdated.add(heard.entry.client());
      }
    }
    return remove(outdated, now);
  }

  /** Everybody who is here, by client id. */
  public List<AwarenessEntry> entries() {
    return present.values().stream().map(Heard::entry).toList();
  }

  public Optional<AwarenessEntry> entry(long client) {
    return Optional.ofNullable(present.get(client)).map(Heard::entry);
  }

  public boolean isEmpty() {
    return present.isEmpty();
  }
}
