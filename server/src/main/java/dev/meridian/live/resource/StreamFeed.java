package dev.meridian.live.resource;

import dev.meridian.bus.Bus;
import dev.meridian.bus.Subscription;
import dev.meridian.collab.Loop;
import dev.meridian.event.StreamHeads;
import dev.meridian.event.Streams;
import dev.meridian.live.LiveMetrics;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells watched resources when a stream that they hang on has moved: by the news on the bus, and
/// by a look at the heads of all watched streams each second, five times a second while the news of
/// other nodes is not heard, and at once when it is heard again. Touched only on its owner's event
/// loop; [#move] is the door in.
final class StreamFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamFeed.class);
  private static final Duration TICK = Duration.ofMillis(200);
  private static final int TICKS_WHILE_CONNECTED = 5;

  /// Not known yet, so that the first look counts as a move: it may have moved between the reading
  /// of the resource and the subscription.
  private static final long UNKNOWN = -1;

  private static final class Followed {
    private final Subscription subscription;
    private final Set<WatchedResource> resources = new HashSet<>();
    private long seq = UNKNOWN;
    private boolean isBehind;

    Followed(Subscription subscription) {
      this.subscription = subscription;
    }

    void movedTo(long now) {
      seq = now;
      isBehind = false;
      resources.forEach(resource -> resource.onLoop(WatchedResource::changed));
    }
  }

  private final Loop owner;
  private final Bus bus;
  private final List<StreamHeads> heads;
  private final LiveMetrics metrics;
  private final Map<String, Followed> streams = new HashMap<>();
  private boolean isReading;
  private boolean wasConnected = true;
  private boolean isClosed;
  private int ticks;

  StreamFeed(Loop owner, Bus bus, List<StreamHeads> heads, LiveMetrics metrics) {
    this.owner = owner;
    this.bus = bus;
    this.heads = List.copyOf(heads);
    this.metrics = metrics;
  }

  void start() {
    owner.execute(this::tickLater);
  }

  /// The resource hung on some streams and hangs on others from now on. May be called from any
  /// thread.
  void move(WatchedResource resource, Set<String> before, Set<String> after) {
    owner.execute(() -> {
      after.stream().filter(it -> !before.contains(it)).forEach(it -> follow(it, resource));
      before.stream().filter(it -> !after.contains(it)).forEach(it -> leave(it, resource));
    });
  }

  private void follow(String stream, WatchedResource resource) {
    var followed =
        streams.computeIfAbsent(
            stream,
            _ -> new Followed(bus.subscribe(Streams.channel(stream), it -> heard(stream, it))));
    followed.resources.add(resource);
    if (followed.seq != UNKNOWN) {
      resource.onLoop(WatchedResource::changed); // it may have moved since the resource was read
    }
  }

  private void leave(String stream, WatchedResource resource) {
    var followed = streams.get(stream);
    if (followed != null && followed.resources.remove(resource) && followed.resources.isEmpty()) {
      followed.subscription.close();
      streams.remove(stream);
    }
  }

  private void heard(String stream, Buffer news) {
    var followed = streams.get(stream);
    if (followed != null) {
      followed.movedTo(Math.max(followed.seq, news.toJsonObject().getLong("seq")));
    }
  }

  private void tickLater() {
    owner.after(TICK, this::tick);
  }

  private void tick() {
    if (isClosed) {
      return;
    }
    tickLater();
    boolean isConnected = bus.isConnected();
    boolean isBack = isConnected && !wasConnected;
    wasConnected = isConnected;
    ticks++;
    if (!isReading && (!isConnected || isBack || ticks >= TICKS_WHILE_CONNECTED)) {
      ticks = 0;
      look();
    }
  }

  private void look() {
    if (streams.isEmpty()) {
      return;
    }
    isReading = true;
    var asked = Set.copyOf(streams.keySet());
    Future.all(heads.stream().map(it -> it.read(asked).onSuccess(this::compareLater)).toList())
        .onFailure(failure -> LOG.warn("The heads of streams cannot be read", failure))
        .onComplete(_ -> owner.execute(() -> isReading = false));
  }

  private void compareLater(Map<String, Long> seqs) {
    owner.execute(() -> seqs.forEach(this::compare));
  }

  /// A head that is earlier than the news was looked at before the news came; seen twice, the
  /// database was restored.
  private void compare(String stream, long seq) {
    var followed = streams.get(stream);
    if (followed == null || followed.seq == seq) {
      return;
    }
    if (seq < followed.seq && !followed.isBehind) {
      followed.isBehind = true;
      return;
    }
    if (followed.seq != UNKNOWN) {
      metrics.corrected();
    }
    followed.movedTo(seq);
  }

  @Override
  public void close() {
    owner.execute(() -> {
      isClosed = true;
      streams.values().forEach(followed -> followed.subscription.close());
      streams.clear();
    });
  }
}
