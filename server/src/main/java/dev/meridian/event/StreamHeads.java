package dev.meridian.event;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;

/// Tells how far streams go, for those who may have missed the news. Does not wait: event loops
/// ask.
@FunctionalInterface
public interface StreamHeads {

  /// The seq of each stream that it knows; those of another kind, and those without any event, are
  /// left out.
  Future<Map<String, Long>> read(Set<String> streams);
}
