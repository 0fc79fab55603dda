package dev.meridian.ydoc.lib0;

/**
 * Bytes that are not what the format says. Carries no stack trace: hostile input must stay cheap.
 */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final int offset;

  public MalformedException(String problem, int offset) {
    super(problem + " at byte " + offset, null, false, false);
    this.problem = problem;
    this.offset = offset;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }

  /** Byte offset where the trouble was seen. */
  public int offset() {
    return offset;
  }
}
