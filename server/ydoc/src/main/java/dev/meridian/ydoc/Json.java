package dev.meridian.ydoc;

import java.io.IOException;

/** Writes documents as JSON: keys of maps sorted, numbers in JavaScript's form. */
public final class Json {
  private Json() {}

  /** Writes the roots of {@code shape} as one object, as {@code Y.Doc.toJSON} would. */
  public static void write(YDoc doc, Shape shape, Appendable out) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** The roots of {@code shape} as JSON text. */
  public static String text(YDoc doc, Shape shape) {
    throw new UnsupportedOperationException();
  }
}
