package dev.meridian.live.resource;

/// Somebody who watches a resource. May be called from any thread; hops to a loop of its own.
@FunctionalInterface
public interface Watcher {
  void tell(Frame frame);
}
