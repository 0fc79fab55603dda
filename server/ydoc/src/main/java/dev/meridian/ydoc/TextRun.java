package dev.meridian.ydoc;

/**
 * A run of a text between two points of its history, written by one client in one go.
 *
 * @param kind what happened to it in between
 * @param content a {@link Any.Str} with the characters, or one embedded value or type as it is now
 * @param marks that are on there at the newer point; for a deleted run, those of the place
 * @param client who wrote it; who deleted it is not recorded anywhere
 * @param fromClock clock of its first element
 * @param toClock clock behind its last element
 */
public record TextRun(
    Kind kind, Item content, Marks marks, long client, int fromClock, int toClock) {
  /** What happened to a run between the older and the newer point. */
  public enum Kind {
    /** There at both points. */
    KEPT,
    /** Not there at the older point. */
    ADDED,
    /** Not there at the newer point any more. */
    DELETED
  }
}
