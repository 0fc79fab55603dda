package dev.meridian.ydoc.v2;

import dev.meridian.ydoc.lib0.MalformedException;

/** The two forms of embedded values and values of marks: JSON text in v1, {@code any} in v2. */
public interface ValueForms {
  /** The {@code any} of checked JSON text. */
  byte[] any(byte[] source, int from, int to);

  /**
   * The JSON text of a checked {@code any}.
   *
   * @throws MalformedException when it has none
   */
  byte[] json(byte[] source, int from, int to);
}
