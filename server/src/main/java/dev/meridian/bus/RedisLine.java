package dev.meridian.bus;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Two connections to one Redis: one that publishes and one that is subscribed. Touched only on its
/// owner's event loop.
///
/// Source: [Redis pub/sub](https://redis.io/docs/latest/develop/pubsub/).
final class RedisLine {
  private static final int CHANNELS_PER_COMMAND = 500;
  private static final int PARTS_OF_A_MESSAGE = 3;

  /// Takes what comes in; may be called on any thread.
  interface Receiver {
    void receive(RedisLine line, String channel, Buffer message);
  }

  private final RedisConnection publisher;
  private final RedisConnection subscriber;

  private RedisLine(RedisConnection publisher, RedisConnection subscriber, Receiver receiver) {
    this.publisher = publisher;
    this.subscriber = subscriber;
    subscriber.handler(response -> pass(response, receiver));
  }

  static Future<RedisLine> open(Redis redis, Receiver receiver) {
    return redis
        .connect()
        .compose(publisher ->
            redis
                .connect()
                .map(subscriber -> new RedisLine(publisher, subscriber, receiver))
                .onFailure(_ -> publisher.close()));
  }

  private void pass(Response response, Receiver receiver) {
    if (response != null
        && response.size() == PARTS_OF_A_MESSAGE
        && "message".equals(response.get(0).toString())) {
      receiver.receive(this, response.get(1).toString(), response.get(2).toBuffer());
    }
  }

  void onEnd(Runnable action) {
    for (RedisConnection connection : List.of(publisher, subscriber)) {
      connection.endHandler(_ -> action.run());
      connection.exceptionHandler(_ -> action.run());
    }
  }

  Future<?> publish(String channel, Buffer message) {
    return publisher.send(Request.cmd(Command.PUBLISH).arg(channel).arg(message));
  }

  Future<?> subscribe(Collection<String> channels) {
    List<String> all = new ArrayList<>(channels);
    Future<?> done = Future.succeededFuture();
    for (int from = 0; from < all.size(); from += CHANNELS_PER_COMMAND) {
      Request request = Request.cmd(Command.SUBSCRIBE);
      all.subList(from, Math.min(all.size(), from + CHANNELS_PER_COMMAND)).forEach(request::arg);
      done = subscriber.send(request);
    }
    return done;
  }

  void unsubscribe(String channel) {
    subscriber.send(Request.cmd(Command.UNSUBSCRIBE).arg(channel));
  }

  void close() {
    publisher.close();
    subscriber.close();
  }
}
