package dev.meridian.live.resource;

import dev.meridian.http.Problem;
import dev.meridian.http.resource.Resource;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One resource as one audience sees it, kept true for all who watch it here: worked out once for
/// all of them, however many changes came meanwhile. Touched only on its shelf's event loop; the
/// door in is [Shelf#submit].
///
/// - quiet → waiting: a stream moved, or the time came; what the pace does not allow yet
/// - waiting → reading: now it may
/// - reading → quiet, or waiting when something moved meanwhile
/// - quiet → stale: something moved while nobody watches; read when somebody comes back
/// - reading → gone: it is not there any more, or not for these watchers
final class WatchedResource {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedResource.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final int MAX_DOUBLINGS = 3;

  /// Held by whoever holds nothing.
  private static final String NOTHING = "";

  /// What was read, and what it hangs on.
  record Reading(Version version, Set<String> hangsOn, Optional<Instant> changesAt) {
    static Reading of(Resource resource) {
      return new Reading(Version.of(resource.body()), resource.hangsOn(), resource.changesAt());
    }
  }

  private final Key key;
  private final Shelf shelf;
  private final Supplier<Future<Reading>> reader;
  private final History history;
  private final Pace pace = new Pace();
  private final Set<Seat> seats = new LinkedHashSet<>();
  private Set<String> hangsOn = Set.of();
  private @Nullable Instant changesAt;
  private boolean isDirty;
  private boolean isReading;
  private boolean isScheduled;
  private boolean isClosed;
  private int failures;
  private int emptied;

  WatchedResource(Key key, Shelf shelf, Supplier<Future<Reading>> reader) {
    this.key = key;
    this.shelf = shelf;
    this.reader = reader;
    this.history = new History(shelf.limits().versionsKept(), shelf.limits().versionBytesKept());
  }

  /// Begins to read it.
  void changed() {
    isDirty = true;
    readWhenDue();
  }

  /// Runs the task on the shelf's loop. May be called from any thread.
  void onLoop(Consumer task) {
    shelf.submit(_ -> {
      if (!isClosed) {
        task.accept(this);
      }
    });
  }

  /// A task for a resource that is still there.
  interface Consumer {
    void accept(WatchedResource resource);
  }

  void join(Seat seat, @Nullable String held) {
    seat.resource = this;
    seat.held = held;
    seats.add(seat);
    var now = history.newest();
    if (failures > 0) {
      tell(seat, Frame.later(key.path()));
    } else if (now != null && !isDirty) {
      bring(seat, now, new HashMap<>());
    }
    readWhenDue();
  }

  void leave(Seat seat) {
    seats.remove(seat);
    seat.resource = null;
    closeWhenIdle();
  }

  private void closeWhenIdle() {
    if (seats.isEmpty()) {
      int then = ++emptied;
      shelf.after(
          shelf.limits().idle(),
          () -> {
            if (seats.isEmpty() && emptied == then) {
              close();
            }
          });
    }
  }

  /// The watcher takes again, and holds this version.
  ///
  /// @param isTold whether it has heard anything since it sat down
  void resume(Seat seat, @Nullable String held, boolean isTold) {
    seat.isFull = false;
    seat.held = held;
    seat.isTold = isTold;
    var now = history.newest();
    if (now != null) {
      bring(seat, now, new HashMap<>());
    }
  }

  private void readWhenDue() {
    if (!isDirty || isReading || isScheduled || isClosed || seats.isEmpty()) {
      return;
    }
    var wait = failures > 0 ? retryPause() : pace.untilNext(System.nanoTime());
    if (wait.isZero()) {
      read();
    } else {
      isScheduled = true;
      shelf.after(
          wait,
          () -> {
            isScheduled = false;
            if (!isClosed && !isReading && !seats.isEmpty()) {
              read();
            }
          });
    }
  }

  private Duration retryPause() {
    return FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
  }

  private void read() {
    isDirty = false;
    isReading = true;
    long start = System.nanoTime();
    reader.get().onComplete(result -> onLoop(_ -> arrived(result, start)));
  }

  private void arrived(AsyncResult<Reading> result, long start) {
    isReading = false;
    if (result.succeeded()) {
      failures = 0;
      show(result.result());
      long end = System.nanoTime();
      pace.took(start, end);
      shelf.metrics().recomputed(Duration.ofNanos(end - start));
    } else if (result.cause() instanceof Problem problem && problem.status() < 500) {
      end(problem.code());
      return;
    } else {
      failed(result.cause());
    }
    readWhenDue();
  }

  private void show(Reading reading) {
    if (!reading.hangsOn().equals(hangsOn)) {
      shelf.feed().move(this, hangsOn, reading.hangsOn());
      hangsOn = reading.hangsOn();
    }
    var before = history.newest();
    var now = reading.version();
    if (before == null || !before.etag().equals(now.etag())) {
      history.add(now);
    }
    Map<String, Frame> patches = new HashMap<>();
    List.copyOf(seats).forEach(seat -> bring(seat, now, patches));
    changesAt = reading.changesAt().orElse(null);
    reading.changesAt().ifPresent(this::wake);
  }

  private void wake(Instant at) {
    shelf.at(
        at,
        () -> {
          if (!isClosed && at.equals(changesAt)) {
            changed();
          }
        });
  }

  /// Tells a watcher what brings it to what there is; the first time also that nothing has changed.
  ///
  /// @param patches made already, by the version that they begin at
  private void bring(Seat seat, Version now, Map<String, Frame> patches) {
    var held = seat.held == null ? NOTHING : seat.held;
    boolean isCurrent = held.equals(now.etag());
    if (seat.isTold && isCurrent) {
      return;
    }
    if (seat.isFull) {
      shelf.metrics().skippedVersion();
      return;
    }
    if (!seat.isTold && seat.held != null) {
      shelf.metrics().resumed(history.find(held).isPresent());
    }
    seat.held = now.etag();
    tell(
        seat,
        isCurrent
            ? Frame.same(key.path(), now)
            : patches.computeIfAbsent(held, from -> frame(from, now)));
  }

  private static void tell(Seat seat, Frame frame) {
    seat.isTold |= frame.kind() != Frame.Kind.LATER;
    seat.watcher.tell(frame);
  }

  private Frame frame(String held, Version now) {
    return history
        .find(held)
        .map(from -> Frame.patch(key.path(), from, now))
        .filter(patch -> patch.text().length() < now.text().length() + key.path().length())
        .orElseGet(() -> Frame.snapshot(key.path(), now));
  }

  private void failed(Throwable cause) {
    failures++;
    isDirty = true;
    if (failures == 1) {
      LOG.warn("{} cannot be read", key.path(), cause);
      var later = Frame.later(key.path());
      seats.forEach(seat -> tell(seat, later));
    }
  }

  private void end(String reason) {
    var gone = Frame.gone(key.path(), reason);
    for (var seat : seats) {
      seat.resource = null;
      seat.watcher.tell(gone);
    }
    seats.clear();
    close();
  }

  void close() {
    if (!isClosed) {
      isClosed = true;
      shelf.feed().move(this, hangsOn, Set.of());
      shelf.remove(key, this);
    }
  }
}
