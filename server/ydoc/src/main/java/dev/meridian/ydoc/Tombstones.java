package dev.meridian.ydoc;

/** What becomes of deleted content. */
public enum Tombstones {
  /**
   * Deleted content is dropped, only its length stays, as Yjs does by default ({@code gc: true}).
   */
  COLLECT,
  /**
   * Deleted content stays readable for history ({@code gc: false}), until {@link YDoc#collect} is
   * told how much of the history is old enough.
   */
  KEEP
}
