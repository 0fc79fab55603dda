package dev.meridian.bench;

import java.util.Set;

/// Which loads are wanted; all when none is named.
record Choice(Set<String> ids) {
  boolean includes(String id) {
    return ids.isEmpty() || ids.contains(id);
  }
}
