package dev.meridian.ydoc;

import java.util.Optional;
import java.util.Set;

/** A map from strings to values and types. */
public final class YMap implements Item {
  private YMap() {}

  public NodeId id() {
    throw new UnsupportedOperationException();
  }

  /** The keys that have a value, sorted. */
  public Set<String> keys() {
    throw new UnsupportedOperationException();
  }

  public Optional<Item> get(String key) {
    throw new UnsupportedOperationException();
  }

  public void set(String key, Any value) {
    throw new UnsupportedOperationException();
  }

  public YMap setMap(String key) {
    throw new UnsupportedOperationException();
  }

  public YArray setArray(String key) {
    throw new UnsupportedOperationException();
  }

  public YText setText(String key) {
    throw new UnsupportedOperationException();
  }

  /** Does nothing when the key has no value. */
  public void delete(String key) {
    throw new UnsupportedOperationException();
  }
}
