package dev.meridian.bench.live;

import dev.meridian.testing.Client;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/// Many sockets that watch one path and note when something arrives.
final class Crowd {
  private final WebSocketClient client;
  private final WebSocketConnectOptions options;
  private final AtomicLongArray arrivals;
  private final AtomicInteger arrived = new AtomicInteger();
  private final List<WebSocket> sockets = new ArrayList<>();
  private volatile String expected = "\"value\"";

  Crowd(Vertx vertx, URI server, int size) {
    this.client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(size));
    this.options =
        new WebSocketConnectOptions()
            .setHost(server.getHost())
            .setPort(server.getPort())
            .setURI("/live");
    this.arrivals = new AtomicLongArray(size);
  }

  void open(Client person, String path) {
    var auth = new JsonObject().put("auth", Objects.requireNonNull(person.accessToken())).encode();
    var watch = new JsonObject().put("watch", path).encode();
    for (int i = 0; i < arrivals.length(); i++) {
      int number = i;
      var socket = client.connect(options).await();
      socket.textMessageHandler(text -> heard(number, text));
      socket.writeTextMessage(auth);
      socket.writeTextMessage(watch);
      sockets.add(socket);
    }
  }

  private void heard(int number, String text) {
    if (text.contains(expected)) {
      arrivals.set(number, System.nanoTime());
      arrived.incrementAndGet();
    }
  }

  /// From now on only messages with this text count.
  void expect(String text) {
    expected = '"' + text + '"';
    arrived.set(0);
  }

  int arrived() {
    return arrived.get();
  }

  int size() {
    return arrivals.length();
  }

  long[] since(long start) {
    var times = new long[size()];
    Arrays.setAll(times, i -> arrivals.get(i) - start);
    return times;
  }
}
