package dev.meridian.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The bus within one node, and all there is of it on a single one: each subscriber is called on
/// its own context. May be used from any thread.
public final class LocalBus implements Bus {

  private record Subscriber(Context context, Handler<Buffer> handler) {}

  private final Vertx vertx;
  private final ConcurrentHashMap<String, List<Subscriber>> channels = new ConcurrentHashMap<>();

  public LocalBus(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Future<Void> tellHere(String channel, Buffer message) {
    var received =
        channels.getOrDefault(channel, List.of()).stream()
            .map(subscriber -> hand(subscriber, message))
            .toList();
    return Future.join(received).mapEmpty();
  }

  /// There are no others.
  @Override
  public void tellOthers(String channel, Buffer message) {}

  @Override
  public boolean isConnected() {
    return true;
  }

  private static Future<Void> hand(Subscriber subscriber, Buffer message) {
    Promise<Void> handled = Promise.promise();
    subscriber
        .context()
        .runOnContext(_ -> {
          try {
            subscriber.handler().handle(message);
          } finally {
            handled.complete();
          }
        });
    return handled.future();
  }

  @Override
  public Subscription subscribe(String channel, Handler<Buffer> handler) {
    var subscriber = new Subscriber(vertx.getOrCreateContext(), handler);
    channels.compute(
        channel,
        (_, before) -> {
          var subscribers = before == null ? new CopyOnWriteArrayList<Subscriber>() : before;
          subscribers.add(subscriber);
          return subscribers;
        });
    return () ->
        channels.computeIfPresent(
            channel,
            (_, subscribers) -> {
              subscribers.remove(subscriber);
              return subscribers.isEmpty() ? null : subscribers;
            });
  }
}
