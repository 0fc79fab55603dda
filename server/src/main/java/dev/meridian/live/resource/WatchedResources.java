package dev.meridian.live.resource;

import dev.meridian.bus.Bus;
import dev.meridian.collab.Loop;
import dev.meridian.event.StreamHeads;
import dev.meridian.http.resource.Resources;
import dev.meridian.live.LiveLimits;
import dev.meridian.live.LiveMetrics;
import dev.meridian.workspace.Caller;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is watched on this node: each resource lives on one of several event loops. May be used
/// from any thread.
public final class WatchedResources implements AutoCloseable {
  private final List<Shelf> shelves;
  private final StreamFeed feed;

  public WatchedResources(
      List<Loop> loops,
      Resources resources,
      Bus bus,
      List<StreamHeads> heads,
      InstantSource clock,
      LiveLimits limits,
      LiveMetrics metrics) {
    this.feed = new StreamFeed(loops.getFirst(), bus, heads, metrics);
    this.shelves =
        loops.stream()
            .map(loop -> new Shelf(loop, feed, resources, clock, limits, metrics))
            .toList();
    feed.start();
  }

  /// The watcher hears first what there is, unless it holds that, and then of every change.
  ///
  /// @param held the version that the watcher has; null = none
  public Seat join(
      String path, Resources.Place place, Caller caller, @Nullable String held, Watcher watcher) {
    var key = new Key(path, place.seenAs(caller));
    var shelf = shelves.get(Math.floorMod(key.hashCode(), shelves.size()));
    var seat = new Seat(watcher, key, shelf);
    shelf.submit(it -> it.join(seat, place, held));
    return seat;
  }

  /// Whether the seat shows what the caller may see now.
  public boolean fits(Seat seat, Resources.Place place, Caller caller) {
    return seat.key.caller().equals(place.seenAs(caller));
  }

  public void leave(Seat seat) {
    seat.shelf.submit(_ -> {
      if (seat.resource != null) {
        seat.resource.leave(seat);
      }
    });
  }

  /// The watcher takes nothing for now.
  public void full(Seat seat) {
    seat.shelf.submit(_ -> seat.isFull = true);
  }

  /// The watcher takes again, and gets what brings it from what it holds to what there is.
  ///
  /// @param isTold whether it has heard anything of this watch
  public void resume(Seat seat, @Nullable String held, boolean isTold) {
    seat.shelf.submit(_ -> {
      if (seat.resource != null) {
        seat.resource.resume(seat, held, isTold);
      }
    });
  }

  @Override
  public void close() {
    shelves.forEach(shelf -> shelf.submit(Shelf::close));
    feed.close();
  }
}
