package dev.meridian.db;

import io.vertx.pgclient.PgException;
import java.util.Set;

/// What a refusal of PostgreSQL means, by its SQLSTATE.
public final class PgProblems {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final Set<String> WAITED_TOO_LONG = Set.of("55P03", "40P01");

  private PgProblems() {}

  /// Whether there is such a row already.
  ///
  /// @param index the unique index or constraint
  public static boolean isDuplicate(PgException failure, String index) {
    return UNIQUE_VIOLATION.equals(failure.getSqlState()) && index.equals(failure.getConstraint());
  }

  /// Whether somebody else held what was wanted: a lock for too long, or in a deadlock.
  public static boolean isBusy(PgException failure) {
    return WAITED_TOO_LONG.contains(failure.getSqlState());
  }
}
