package dev.meridian.live.socket;

import dev.meridian.bus.AccessNews;
import dev.meridian.collab.CloseCode;
import dev.meridian.http.Problem;
import dev.meridian.workspace.Caller;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One socket of `/live`: one member, who watches many resources. Touched only on its own event
/// loop; [#accessChanged], [#recheck] and [#close] hop there.
final class LiveSocket implements LiveWire.User {
  private static final int UNAUTHENTICATED = 401;

  /// What was on its way in when the socket was held.
  private static final int MOST_WAITING = 1_000;

  private final SocketServices services;
  private final LiveWire wire;
  private final Map<String, Watch> watches = new HashMap<>();

  /// What came while a token was looked at.
  private final Deque<ClientMessage> waiting = new ArrayDeque<>();

  private final long authenticationTimer;
  private @Nullable Caller caller;
  private boolean isAsking;

  LiveSocket(SocketServices services, Context context, ServerWebSocket socket) {
    this.services = services;
    this.authenticationTimer =
        services
            .vertx()
            .setTimer(
                services.limits().timeToAuthenticate().toMillis(), _ -> authenticationIsDue());
    this.wire = new LiveWire(services.vertx(), context, socket, services.limits(), this);
    services.sockets().add(this);
  }

  private void authenticationIsDue() {
    if (caller == null) {
      wire.close(CloseCode.TOO_SLOW_TO_AUTHENTICATE, "no-token");
    }
  }

  @Override
  public void message(String text) {
    try {
      var message = ClientMessage.read(text);
      if (!isAsking) {
        receive(message);
      } else if (waiting.size() < MOST_WAITING) {
        waiting.add(message);
      } else {
        wire.close(CloseCode.OVER_LIMIT, "too-much-before-joining");
      }
    } catch (ClientMessage.MalformedException _) {
      wire.close(CloseCode.MALFORMED, "malformed");
    }
  }

  private void receive(ClientMessage message) {
    switch (message) {
      case ClientMessage.Auth(var token) -> authenticate(token);
      case ClientMessage.Watch watch -> watchAsOfNow(watch);
      case ClientMessage.Unwatch(var path) -> unwatch(path);
    }
  }

  private void authenticate(String token) {
    beginAsking();
    services
        .authenticator()
        .byAccessToken(token)
        .onComplete(result -> wire.onLoop(_ -> answered(result)));
  }

  private void beginAsking() {
    isAsking = true;
    wire.hold();
  }

  private void endAsking() {
    isAsking = false;
    wire.release();
  }

  private void answered(AsyncResult<Caller> result) {
    endAsking();
    if (wire.isClosed()) {
      return;
    }
    if (result.failed()) {
      boolean isBad =
          result.cause() instanceof Problem problem && problem.status() == UNAUTHENTICATED;
      wire.close(
          isBad ? CloseCode.UNAUTHENTICATED : CloseCode.RESTART, isBad ? "token" : "unavailable");
      return;
    }
    var now = result.result();
    if (caller != null && !caller.memberId().equals(now.memberId())) {
      wire.close(CloseCode.UNAUTHENTICATED, "another-member");
      return;
    }
    services.vertx().cancelTimer(authenticationTimer);
    wire.send(ServerMessage.authenticated(now.memberId(), services.clock().instant()));
    goOnAs(now);
    receiveWaiting();
  }

  private void receiveWaiting() {
    while (!isAsking && !waiting.isEmpty() && !wire.isClosed()) {
      receive(waiting.removeFirst());
    }
  }

  /// With the rights that a GET would have: the news of a change may be on its way to this socket.
  private void watchAsOfNow(ClientMessage.Watch watch) {
    if (caller == null) {
      wire.close(CloseCode.UNAUTHENTICATED, "no-token");
      return;
    }
    beginAsking();
    services
        .authenticator()
        .current(caller.signInId())
        .onComplete(now ->
            wire.onLoop(_ -> {
              endAsking();
              if (now.succeeded()) {
                enforce(now.result());
              }
              if (!wire.isClosed() && caller != null) {
                watch(caller, watch.path(), watch.version());
              }
              receiveWaiting();
            }));
  }

  private void watch(Caller caller, String path, Optional<String> version) {
    unwatch(path);
    var place = services.resources().find(path);
    if (place.isEmpty()) {
      wire.send(ServerMessage.error(path, "not-watchable"));
    } else if (watches.size() >= services.limits().watchesPerSocket()) {
      wire.send(ServerMessage.error(path, "too-many-watches"));
    } else {
      var watch =
          new Watch(path, place.get(), version.orElse(null), services, wire, () -> forget(path));
      watches.put(path, watch);
      services.metrics().watches(1);
      watch.as(caller);
    }
  }

  private void unwatch(String path) {
    var watch = watches.get(path);
    if (watch != null) {
      watch.end();
      forget(path);
    }
  }

  private void forget(String path) {
    if (watches.remove(path) != null) {
      services.metrics().watches(-1);
    }
  }

  @Override
  public String heartbeat() {
    return ServerMessage.heartbeat(services.clock().instant());
  }

  @Override
  public void slow() {
    watches.values().forEach(Watch::pause);
  }

  @Override
  public void drained() {
    watches.values().forEach(Watch::resume);
  }

  @Override
  public void closed(boolean isSlowReader) {
    services.vertx().cancelTimer(authenticationTimer);
    services.sockets().remove(this);
    List.copyOf(watches.keySet()).forEach(this::unwatch);
    if (isSlowReader) {
      services.metrics().closedSlowReader();
    }
  }

  /// Ends the connection. May be called from any thread.
  void close(CloseCode code, String reason) {
    wire.onLoop(_ -> wire.close(code, reason));
  }

  /// Looks again at who the caller is, if the news is about the caller. May be called from any
  /// thread.
  void accessChanged(AccessNews news) {
    wire.onLoop(_ -> {
      if (caller != null
          && news.concerns(caller.workspaceId(), caller.accountId(), caller.signInId())) {
        lookAgain(caller);
      }
    });
  }

  /// Looks again at who the caller is, for a sign-in also ends by time alone. May be called from
  /// any thread.
  void recheck() {
    wire.onLoop(_ -> {
      if (caller != null) {
        lookAgain(caller);
      }
    });
  }

  private void lookAgain(Caller before) {
    services
        .authenticator()
        .current(before.signInId())
        .onSuccess(now -> wire.onLoop(_ -> enforce(now)));
  }

  private void enforce(Optional<Caller> now) {
    if (wire.isClosed() || caller == null) {
      return;
    }
    if (now.isEmpty() || !now.get().memberId().equals(caller.memberId())) {
      wire.close(CloseCode.UNAUTHENTICATED, "signed-out");
    } else {
      goOnAs(now.get());
    }
  }

  private void goOnAs(Caller now) {
    caller = now;
    List.copyOf(watches.values()).forEach(watch -> watch.as(now));
  }
}
