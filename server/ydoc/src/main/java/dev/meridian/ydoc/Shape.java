package dev.meridian.ydoc;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which roots to read, and as what: the wire does not say what kind a root is. */
public record Shape(SortedMap<String, Kind> roots) {
  /** How a root is read. */
  public enum Kind {
    /** Text without its marks. */
    TEXT,
    /** Text as a list of inserts with attributes. */
    DELTA,
    ARRAY,
    MAP,
    XML
  }

  public Shape {
    roots = new TreeMap<>(roots);
  }

  public static Shape of(String root, Kind kind) {
    return new Shape(new TreeMap<>(Map.of(root, kind)));
  }

  /** This shape and one more root. */
  public Shape and(String root, Kind kind) {
    var more = new TreeMap<>(roots);
    more.put(root, kind);
    return new Shape(more);
  }
}
