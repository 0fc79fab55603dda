package dev.meridian.db;

/// Why the database cannot be used, in one sentence for the operator.
public final class DatabaseProblem extends RuntimeException {

  public DatabaseProblem(String sentence) {
    super(sentence);
  }

  public DatabaseProblem(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
