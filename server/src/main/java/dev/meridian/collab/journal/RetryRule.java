package dev.meridian.collab.journal;

import io.vertx.pgclient.PgException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells a failed commit that may succeed later from one that never will.
final class RetryRule {
  /// Connection, resources, operator intervention.
  private static final Set<String> CLASSES = Set.of("08", "53", "57");

  /// Lock time-out, deadlock, serialization failure.
  private static final Set<String> STATES = Set.of("55P03", "40P01", "40001");

  private RetryRule() {}

  /// Whether to keep the batch and try again. What Postgres did not say is trouble on the way to
  /// it.
  static boolean keeps(Throwable failure) {
    if (!(failure instanceof PgException answer)) {
      return !(failure instanceof IllegalArgumentException);
    }
    @Nullable String state = answer.getSqlState();
    return state == null
        || STATES.contains(state)
        || CLASSES.contains(state.substring(0, Math.min(2, state.length())));
  }
}
