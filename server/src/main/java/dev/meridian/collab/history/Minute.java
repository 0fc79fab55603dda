package dev.meridian.collab.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one actor did to a document in one minute.
///
/// @param minute its beginning
/// @param actor member; null = the server itself
/// @param inserted characters of texts, in UTF-16 units, that nobody had brought before
/// @param deleted characters of texts, in UTF-16 units
/// @param commits in their order; those of others may have come between
public record Minute(
    Instant minute, @Nullable UUID actor, long inserted, long deleted, List<Commit> commits) {
  public Minute {
    commits = List.copyOf(commits);
  }

  public Commit first() {
    return commits.getFirst();
  }

  public Commit last() {
    return commits.getLast();
  }
}
