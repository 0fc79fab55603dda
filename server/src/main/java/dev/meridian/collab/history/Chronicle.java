package dev.meridian.collab.history;

import dev.meridian.ydoc.Applied;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Takes the commits of a document in, one after another, and writes down who changed how much in
/// which minute. What a commit repeats counts nothing. Touched by one thread at a time.
public final class Chronicle {
  private record Key(Instant minute, Optional<UUID> actor) {}

  /// The minute of an actor that is being written.
  private static final class Entry {
    private final List<Commit> commits = new ArrayList<>();
    private long inserted;
    private long deleted;
  }

  private final YDoc document;
  private final Limits limits;
  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private long seq;
  private Instant at;

  private Chronicle(YDoc document, Limits limits, State from) {
    this.document = document;
    this.limits = limits;
    this.seq = from.seq();
    this.at = from.at();
  }

  public static Chronicle from(State state, Limits limits) throws UpdateRejected {
    return new Chronicle(document(state, limits), limits, state);
  }

  /// The document of a state.
  public static YDoc document(State state, Limits limits) throws UpdateRejected {
    return state.isEmpty()
        ? YDoc.create(limits, Tombstones.KEEP)
        : YDoc.load(limits, Tombstones.KEEP, state.bytes());
  }

  /// @throws IllegalStateException when a row before it is missing, or what it builds on
  public void add(Commit commit) throws UpdateRejected {
    if (commit.seq() != seq + 1) {
      throw new IllegalStateException("row " + (seq + 1) + " of the log is missing");
    }
    Applied applied = document.applyState(commit.update(), ClientGate.OPEN);
    if (document.isWaiting()) {
      throw new IllegalStateException("row " + commit.seq() + " builds on what is not there");
    }
    seq = commit.seq();
    // rows of earlier versions may be a little out of order
    at = commit.at().isAfter(at) ? commit.at() : at;
    Entry entry =
        entries.computeIfAbsent(
            new Key(at.truncatedTo(ChronoUnit.MINUTES), Optional.ofNullable(commit.actor())),
            _ -> new Entry());
    entry.commits.add(new Commit(seq, at, commit.actor(), commit.update()));
    entry.inserted += applied.touched().insertedText();
    entry.deleted += applied.touched().deletedText();
  }

  /// The document as it is now, loaded again as proof that it says what was added.
  ///
  /// @throws IllegalStateException when it does not come to the same
  public State provenState() throws UpdateRejected {
    State state = new State(seq, at, document.encode());
    YDoc again = document(state, limits);
    if (again.isWaiting()
        || !again.snapshot().equals(document.snapshot())
        || !Arrays.equals(again.encode(), state.bytes())) {
      throw new IllegalStateException("the state does not come to what the commits say");
    }
    return state;
  }

  /// In the order of their first commits.
  public List<Minute> minutes() {
    return entries.entrySet().stream()
        .map(it ->
            new Minute(
                it.getKey().minute(),
                it.getKey().actor().orElse(null),
                it.getValue().inserted,
                it.getValue().deleted,
                it.getValue().commits))
        .toList();
  }
}
