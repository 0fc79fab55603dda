package dev.meridian.ydoc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Marks of a text by name, in order: {@code bold -> true}. When marks are applied, {@link Any#NULL}
 * takes a mark away.
 */
public record Marks(Map<String, Any> values) {
  public static final Marks NONE = new Marks(Map.of());

  public Marks {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** One mark; the value as in {@link Any#of(Object)}. */
  public static Marks of(String name, @Nullable Object value) {
    return new Marks(Map.of(name, Any.of(value)));
  }

  /** These marks and one more. */
  public Marks and(String name, @Nullable Object value) {
    var more = new LinkedHashMap<>(values);
    more.put(name, Any.of(value));
    return new Marks(more);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }
}
