package dev.meridian.bench;

import java.util.Set;

/// Which loads are wanted; all when none is named.
///
/// @param isShort whether only loads of a fixed rate are
record Choice(Set<String> ids, boolean isShort) {
  boolean includes(String id) {
    return (ids.isEmpty() || ids.contains(id))
        && (!isShort || Load.ALL.stream().anyMatch(load -> load.id().equals(id)));
  }
}
