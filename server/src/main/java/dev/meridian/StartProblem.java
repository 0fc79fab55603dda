package dev.meridian;

/// Why Meridian cannot start, in one sentence for the operator.
final class StartProblem extends RuntimeException {

  StartProblem(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
