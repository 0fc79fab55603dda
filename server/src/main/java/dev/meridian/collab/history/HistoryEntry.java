package dev.meridian.collab.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One line of a document's history: who changed how much in which minute.
///
/// @param minute its beginning
/// @param actor member; null = the server itself
/// @param commits how many rows of the log
/// @param inserted characters of texts, in UTF-16 units
/// @param deleted characters of texts, in UTF-16 units
public record HistoryEntry(
    Instant minute,
    @Nullable UUID actor,
    Point first,
    Point last,
    long commits,
    long inserted,
    long deleted) {
  /// A row of the log, and when it was committed.
  public record Point(long seq, Instant at) {
    private static Point of(Commit commit) {
      return new Point(commit.seq(), commit.at());
    }
  }

  static HistoryEntry of(Minute minute) {
    return new HistoryEntry(
        minute.minute(),
        minute.actor(),
        Point.of(minute.first()),
        Point.of(minute.last()),
        minute.commits().size(),
        minute.inserted(),
        minute.deleted());
  }

  boolean isSameAs(HistoryEntry other) {
    return minute.equals(other.minute) && Objects.equals(actor, other.actor);
  }

  /// The two halves of one entry.
  HistoryEntry with(HistoryEntry other) {
    Comparator<Point> bySeq = Comparator.comparingLong(Point::seq);
    return new HistoryEntry(
        minute,
        actor,
        Stream.of(first, other.first).min(bySeq).orElseThrow(),
        Stream.of(last, other.last).max(bySeq).orElseThrow(),
        commits + other.commits,
        inserted + other.inserted,
        deleted + other.deleted);
  }
}
