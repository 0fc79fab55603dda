package dev.meridian.live.resource;

import static dev.meridian.collab.testing.NodeClients.until;
import static dev.meridian.testing.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.bus.LocalBus;
import dev.meridian.collab.EventLoops;
import dev.meridian.event.StreamHeads;
import dev.meridian.event.Streams;
import dev.meridian.http.Commands;
import dev.meridian.http.contract.Contract;
import dev.meridian.http.resource.Audience;
import dev.meridian.http.resource.Resource;
import dev.meridian.http.resource.Resources;
import dev.meridian.http.resource.Watchable;
import dev.meridian.live.LiveLimits;
import dev.meridian.live.LiveMetrics;
import dev.meridian.live.resource.Frame.Kind;
import dev.meridian.testing.TestClock;
import dev.meridian.workspace.Caller;
import dev.meridian.workspace.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Watched resources over a resource that the test holds in its hands: a counter that hangs on one
/// stream.
class WatchedResourcesTest {
  private static final String PATH = "/api/v1/teams/t1";
  private static final String STREAM = "workspace:w1";

  private final Vertx vertx = Vertx.vertx();
  private final LocalBus bus = new LocalBus(vertx);
  private final TestClock clock = new TestClock();
  private SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Map<String, Long> heads = new ConcurrentHashMap<>(Map.of(STREAM, 1L));
  private final AtomicInteger reads = new AtomicInteger();
  private final UUID workspace = UUID.randomUUID();
  private volatile int number;
  private volatile @Nullable RuntimeException failure;
  private volatile Optional<Duration> changesIn = Optional.empty();
  private WatchedResources watched;
  private Resources.Place place;

  @BeforeEach
  void open() {
    open(Audience.WORKSPACE);
  }

  private void open(Audience audience) {
    var operation =
        Contract.load().operations().stream()
            .filter(it -> it.id().equals("getTeam"))
            .findFirst()
            .orElseThrow();
    var resources =
        new Resources(
            List.of(new Watchable(operation, audience, call -> read(call.caller()))),
            await(Commands.deploy(vertx, 2)));
    place = resources.find(PATH).orElseThrow();
    StreamHeads known = _ -> Future.succeededFuture(Map.copyOf(heads));
    watched =
        new WatchedResources(
            await(EventLoops.deploy(vertx, 2)),
            resources,
            bus,
            List.of(known),
            clock,
            LiveLimits.standard(),
            new LiveMetrics(registry));
  }

  private Resource read(Caller caller) {
    reads.incrementAndGet();
    if (failure != null) {
      throw failure;
    }
    var body =
        new JsonObject()
            .put("number", number)
            .put("role", caller.role().word())
            .put("words", "that make a patch the shorter message ".repeat(5));
    var resource = Resource.of(body, Set.of(STREAM));
    return changesIn.map(it -> resource.changingAt(clock.instant().plus(it))).orElse(resource);
  }

  @AfterEach
  void close() {
    watched.close();
    await(vertx.close());
  }

  private Caller caller(Role role) {
    return new Caller(
        UUID.randomUUID(), UUID.randomUUID(), workspace, UUID.randomUUID(), role, false);
  }

  private static final class Recorder implements Watcher {
    private final List<Frame> frames = new CopyOnWriteArrayList<>();

    @Override
    public void tell(Frame frame) {
      frames.add(frame);
    }

    private boolean hears(Kind kind) {
      return frames.stream().anyMatch(frame -> frame.kind() == kind);
    }

    private List<Kind> kinds() {
      return frames.stream().map(Frame::kind).toList();
    }

    private String version() {
      return String.valueOf(frames.getLast().version());
    }
  }

  private Recorder join(Role role, @Nullable String held) {
    var recorder = new Recorder();
    watched.join(PATH, place, caller(role), held, recorder);
    return recorder;
  }

  private Recorder join() {
    var recorder = join(Role.MEMBER, null);
    until("snapshot", () -> recorder.hears(Kind.SNAPSHOT));
    return recorder;
  }

  private void becomes(int next, boolean told) {
    number = next;
    long seq = heads.merge(STREAM, 1L, Long::sum);
    if (told) {
      bus.publish(Streams.channel(STREAM), Streams.news(STREAM, seq));
    }
  }

  private double count(String name) {
    return registry.get(name).counter().count();
  }

  @ParameterizedTest
  @EnumSource(Audience.class)
  void v11IsReadOnceForAllOfAnAudience(Audience audience) {
    watched.close();
    registry = new SimpleMeterRegistry();
    open(audience);
    var all = List.of(Role.ADMIN, Role.ADMIN, Role.MEMBER, Role.VIEWER);
    var recorders = all.stream().map(role -> join(role, null)).toList();
    recorders.forEach(it -> until("snapshot", () -> it.hears(Kind.SNAPSHOT)));
    int different =
        switch (audience) {
          case WORKSPACE -> 1;
          case ROLE -> 3;
          case MEMBER -> 4;
        };
    assertEquals(different, registry.get("meridian.live.resources").gauge().value());
    var told = recorders.getFirst().frames.getFirst().text();
    assertTrue(told.contains(audience == Audience.WORKSPACE ? "viewer" : "admin"), told);
  }

  @Test
  void v10NewsThatDidNotComeIsFoundByTheHeads() {
    var recorder = join();
    becomes(1, true);
    until("told", () -> recorder.hears(Kind.PATCH));
    becomes(2, false);
    until("found", () -> recorder.frames.getLast().text().contains("\"number\":2"));
    assertTrue(count("meridian.live.corrections") > 0);
  }

  @Test
  void v10AfterARestoreTheHeadsGoBack() {
    heads.put(STREAM, 100L);
    var recorder = join();
    becomes(1, true);
    until("told", () -> recorder.hears(Kind.PATCH));
    heads.put(STREAM, 7L);
    number = 0;
    until("found", () -> recorder.frames.getLast().text().contains("\"number\":0"));
  }

  @Test
  void v5WhatIsReadAgainAndIsTheSameIsNotTold() {
    var recorder = join();
    int before = reads.get();
    becomes(0, true);
    until("read again", () -> reads.get() > before);
    becomes(1, true);
    until("told", () -> recorder.hears(Kind.PATCH));
    assertEquals(List.of(Kind.SNAPSHOT, Kind.PATCH), recorder.kinds());
  }

  @Test
  void aTimeThatAloneChangesItIsWaitedFor() {
    changesIn = Optional.of(Duration.ofMillis(200));
    var recorder = join();
    number = 5;
    until("told", () -> recorder.hears(Kind.PATCH));
  }

  @Test
  void whatCannotBeReadIsToldOnceAndReadAgainUntilItCan() {
    failure = new IllegalStateException("the database is away");
    var recorder = join(Role.MEMBER, null);
    until("later", () -> recorder.hears(Kind.LATER));
    int before = reads.get();
    until("tried again", () -> reads.get() > before);
    failure = null;
    until("there", () -> recorder.hears(Kind.SNAPSHOT));
    assertEquals(List.of(Kind.LATER, Kind.SNAPSHOT), recorder.kinds());
  }

  @Test
  void v6WhatNobodyWatchesIsNotReadAndWhoComesBackGetsAPatch() {
    var recorder = new Recorder();
    var seat = watched.join(PATH, place, caller(Role.MEMBER), null, recorder);
    until("snapshot", () -> recorder.hears(Kind.SNAPSHOT));
    becomes(1, true);
    until("patch", () -> recorder.hears(Kind.PATCH));
    watched.leave(seat);
    var after = new Recorder();
    int before = reads.get();
    becomes(2, true);
    var again = watched.join(PATH, place, caller(Role.ADMIN), recorder.version(), after);
    until("patch", () -> after.hears(Kind.PATCH));
    assertTrue(after.frames.getFirst().fits(recorder.version()));
    assertTrue(reads.get() > before);
    watched.leave(again);
    assertEquals(1, registry.get("meridian.live.resumes").tag("result", "hit").counter().count());
  }

  @Test
  void v12AWatcherThatIsFullIsToldNothingAndThenOnePatchFromWhatItHolds() {
    var recorder = new Recorder();
    var seat = watched.join(PATH, place, caller(Role.MEMBER), null, recorder);
    until("snapshot", () -> recorder.hears(Kind.SNAPSHOT));
    var held = recorder.version();
    var other = join();
    watched.full(seat);
    for (int i = 1; i <= 3; i++) {
      becomes(i, true);
      var wanted = "\"number\":" + i;
      until("the other hears", () -> other.frames.getLast().text().contains(wanted));
    }
    assertFalse(recorder.hears(Kind.PATCH));
    watched.resume(seat, held, true);
    until("patch", () -> recorder.hears(Kind.PATCH));
    assertEquals(List.of(Kind.SNAPSHOT, Kind.PATCH), recorder.kinds());
    assertEquals(other.version(), recorder.version());
    assertEquals(held, recorder.frames.getLast().from());
  }
}
