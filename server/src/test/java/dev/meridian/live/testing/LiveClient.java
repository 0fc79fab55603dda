package dev.meridian.live.testing;

import static dev.meridian.collab.testing.NodeClients.until;
import static dev.meridian.testing.TestDatabase.await;

import dev.meridian.testing.Client;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A client of `/live` that believes nothing: a patch that does not begin at what it holds fails
/// the test.
public final class LiveClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// A resource as the client has it after a message.
  ///
  /// @param patched whether it came as a patch
  public record Held(String path, String version, JsonObject value, boolean patched) {}

  private final WebSocketClient client;
  private final WebSocket socket;
  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private final List<Held> seen = new CopyOnWriteArrayList<>();
  private final Map<String, String> gone = new ConcurrentHashMap<>();
  private final Map<String, String> errors = new ConcurrentHashMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final List<JsonObject> messages = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable String> closing = new AtomicReference<>();

  private LiveClient(WebSocketClient client, WebSocket socket) {
    this.client = client;
    this.socket = socket;
    socket.textMessageHandler(text -> receive(new JsonObject(text)));
    socket.closeHandler(_ -> closing.set(socket.closeStatusCode() + " " + socket.closeReason()));
  }

  /// Opens a socket that has said nothing yet.
  public static LiveClient open(Vertx vertx, URI server) {
    var client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setReceiveBufferSize(32 << 10)
                .setMaxFrameSize(64 << 20)
                .setMaxMessageSize(64 << 20));
    var options =
        new WebSocketConnectOptions()
            .setHost(server.getHost())
            .setPort(server.getPort())
            .setURI("/live");
    return new LiveClient(client, await(client.connect(options)));
  }

  /// Opens a socket as somebody.
  public static LiveClient open(Vertx vertx, URI server, Client person) {
    return open(vertx, server).authenticate(person);
  }

  public LiveClient authenticate(Client person) {
    return send(
        new JsonObject().put("auth", Objects.requireNonNull(person.accessToken())).encode());
  }

  public LiveClient send(String text) {
    socket.writeTextMessage(text);
    return this;
  }

  public LiveClient sendBinary() {
    socket.writeBinaryMessage(Buffer.buffer("{}"));
    return this;
  }

  public LiveClient watch(String path) {
    gone.remove(path);
    return send(new JsonObject().put("watch", path).encode());
  }

  /// Comes back with what another socket held.
  public LiveClient resume(Held before) {
    held.put(before.path(), before);
    return send(
        new JsonObject().put("watch", before.path()).put("version", before.version()).encode());
  }

  public LiveClient unwatch(String path) {
    return send(new JsonObject().put("unwatch", path).encode());
  }

  private void receive(JsonObject message) {
    messages.add(message);
    var path = message.getString("path");
    if (path == null) {
      return;
    }
    if (message.containsKey("gone")) {
      gone.put(path, message.getString("gone"));
    } else if (message.containsKey("error")) {
      errors.put(path, message.getString("error"));
    } else {
      take(path, message);
    }
  }

  private void take(String path, JsonObject message) {
    var before = held.get(path);
    var version = message.getString("version");
    JsonObject value;
    if (message.containsKey("value")) {
      value = message.getJsonObject("value");
    } else if (before == null || !before.version().equals(message.getString("from", version))) {
      faults.add("a patch that does not fit: " + message.encode());
      return;
    } else {
      value = merge(before.value(), message.getJsonObject("patch", new JsonObject()));
    }
    var now = new Held(path, version, value, message.containsKey("patch"));
    held.put(path, now);
    seen.add(now);
  }

  /// RFC 7396, section 2.
  public static JsonObject merge(JsonObject target, JsonObject patch) {
    var result = target.copy();
    for (var name : patch.fieldNames()) {
      var value = patch.getValue(name);
      if (value == null) {
        result.remove(name);
      } else if (value instanceof JsonObject inner) {
        var under = result.getValue(name) instanceof JsonObject old ? old : new JsonObject();
        result.put(name, merge(under, inner));
      } else {
        result.put(name, value);
      }
    }
    return result;
  }

  public @Nullable Held held(String path) {
    return held.get(path);
  }

  /// Waits until the resource is there.
  public Held awaitAny(String path) {
    return awaitThat(path, _ -> true);
  }

  /// Waits until the resource is as wanted.
  public Held awaitThat(String path, Predicate<JsonObject> wanted) {
    until(
        path + " is as wanted; closed: " + closing.get(),
        PATIENCE,
        () -> {
          checkFaults();
          var now = held.get(path);
          return now != null && wanted.test(now.value());
        });
    return Objects.requireNonNull(held.get(path));
  }

  /// Waits until the watch has ended, and gives the reason.
  public String awaitGone(String path) {
    until(path + " is gone", PATIENCE, () -> gone.containsKey(path));
    return Objects.requireNonNull(gone.get(path));
  }

  public String awaitError(String path) {
    until(path + " has an error", PATIENCE, () -> errors.containsKey(path));
    return Objects.requireNonNull(errors.get(path));
  }

  /// Waits for the close, and gives `code reason`.
  public String awaitClose() {
    until("the server closes", PATIENCE, () -> closing.get() != null);
    return Objects.requireNonNull(closing.get());
  }

  public boolean isClosed() {
    return closing.get() != null;
  }

  /// Every version that was seen of a resource, in order.
  public List<Held> seen(String path) {
    return seen.stream().filter(it -> it.path().equals(path)).toList();
  }

  public List<JsonObject> messages() {
    return messages;
  }

  public void checkFaults() {
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.toString());
    }
  }

  /// Stops reading, so that the server's writes pile up.
  public LiveClient stall() {
    socket.pause();
    return this;
  }

  public LiveClient readOn() {
    socket.resume();
    return this;
  }

  @Override
  public void close() {
    await(socket.close().otherwiseEmpty());
    await(client.close());
  }
}
