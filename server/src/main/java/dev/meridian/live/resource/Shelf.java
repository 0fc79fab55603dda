package dev.meridian.live.resource;

import dev.meridian.collab.Loop;
import dev.meridian.http.resource.Resources;
import dev.meridian.live.LiveLimits;
import dev.meridian.live.LiveMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The watched resources of one event loop, by what they are and for whom. Touched only on that
/// loop; [#submit] is the one door in.
final class Shelf {
  private static final Duration SOONEST = Duration.ofSeconds(1);
  private static final Duration LATEST = Duration.ofHours(1);

  private final Loop loop;
  private final StreamFeed feed;
  private final Resources resources;
  private final InstantSource clock;
  private final LiveLimits limits;
  private final LiveMetrics metrics;
  private final Map<Key, WatchedResource> watched = new HashMap<>();

  Shelf(
      Loop loop,
      StreamFeed feed,
      Resources resources,
      InstantSource clock,
      LiveLimits limits,
      LiveMetrics metrics) {
    this.loop = loop;
    this.feed = feed;
    this.resources = resources;
    this.clock = clock;
    this.limits = limits;
    this.metrics = metrics;
  }

  /// Runs the task on the owner's loop, in the order of calls. May be called from any thread.
  void submit(Consumer<Shelf> task) {
    loop.execute(() -> task.accept(this));
  }

  /// @param held the version that the watcher has; null = none
  void join(Seat seat, Resources.Place place, @Nullable String held) {
    var resource = watched.get(seat.key);
    if (resource == null) {
      resource =
          new WatchedResource(
              seat.key,
              this,
              () -> resources.read(place, seat.key.caller(), WatchedResource.Reading::of));
      watched.put(seat.key, resource);
      metrics.resources(1);
      resource.changed();
    }
    resource.join(seat, held);
  }

  void remove(Key key, WatchedResource resource) {
    if (watched.remove(key, resource)) {
      metrics.resources(-1);
    }
  }

  void close() {
    List.copyOf(watched.values()).forEach(WatchedResource::close);
  }

  /// Runs the task on the loop when the time has passed.
  void after(Duration delay, Runnable task) {
    loop.after(delay, task);
  }

  /// Runs the task at an instant of the clock, or some time earlier when that is far away.
  void at(Instant instant, Runnable task) {
    var delay = Duration.between(clock.instant(), instant).plusMillis(1);
    after(
        delay.compareTo(SOONEST) < 0 ? SOONEST : delay.compareTo(LATEST) > 0 ? LATEST : delay,
        task);
  }

  StreamFeed feed() {
    return feed;
  }

  LiveLimits limits() {
    return limits;
  }

  LiveMetrics metrics() {
    return metrics;
  }
}
