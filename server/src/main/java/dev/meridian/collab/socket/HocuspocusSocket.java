package dev.meridian.collab.socket;

import dev.meridian.bus.AccessNews;
import dev.meridian.collab.CloseCode;
import dev.meridian.collab.framing.HocuspocusClientMessage;
import dev.meridian.collab.framing.HocuspocusServerMessage;
import dev.meridian.collab.framing.RoomKey;
import dev.meridian.http.Problem;
import dev.meridian.workspace.Caller;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.sync.SyncMessage;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connection in the Hocuspocus framing: many documents, each opened with a token in band.
/// Touched only on its own event loop, except as [CollabSocket].
final class HocuspocusSocket implements Wire.Framing, CollabSocket {
  private static final int UNAUTHENTICATED = 401;

  private final SocketServices services;
  private final Wire wire;
  private final Map<RoomKey, Room> rooms = new HashMap<>();
  private final long authenticationTimer;
  private @Nullable Caller caller;
  private int bytesBeforeJoining;

  HocuspocusSocket(SocketServices services, Context context, ServerWebSocket socket) {
    this.services = services;
    this.authenticationTimer =
        services
            .vertx()
            .setTimer(
                services.limits().timeToAuthenticate().toMillis(), _ -> authenticationIsDue());
    this.wire = new Wire(services, context, socket, this);
    services.sockets().add(this);
  }

  Wire wire() {
    return wire;
  }

  private void authenticationIsDue() {
    if (caller == null) {
      wire.close(CloseCode.TOO_SLOW_TO_AUTHENTICATE, "no-token");
    }
  }

  @Override
  public void message(byte[] frame) {
    try {
      switch (HocuspocusClientMessage.decode(frame)) {
        case HocuspocusClientMessage.Ping _ -> wire.send(HocuspocusServerMessage.PONG);
        case HocuspocusClientMessage.Pong _ -> {}
        case HocuspocusClientMessage.ToRoom message -> receive(message, frame.length);
      }
    } catch (MalformedException _) {
      wire.close(CloseCode.MALFORMED, "malformed");
    }
  }

  private void receive(HocuspocusClientMessage.ToRoom message, int bytes) {
    if (bytes > services.limits().messageBytes() && !isStep2(message)) {
      wire.close(CloseCode.OVER_LIMIT, "message-too-large");
      return;
    }
    Room room = rooms.get(message.room());
    if (room == null) {
      if (rooms.size() >= services.limits().documentsPerSocket()) {
        wire.send(
            new HocuspocusServerMessage.PermissionDenied("too-many-documents")
                .encode(message.room()));
        return;
      }
      room = new Room(services, this, message.room());
      rooms.put(message.room(), room);
    }
    if (room.isAsking() && mayNotKeep(bytes)) {
      wire.close(CloseCode.OVER_LIMIT, "too-much-before-joining");
      return;
    }
    room.receive(message);
  }

  private static boolean isStep2(HocuspocusClientMessage.ToRoom message) {
    return message instanceof HocuspocusClientMessage.Sync(_, SyncMessage.Step2 _);
  }

  private boolean mayNotKeep(int bytes) {
    bytesBeforeJoining += bytes;
    int most =
        caller == null ? services.limits().bytesBeforeJoining() : services.limits().messageBytes();
    return bytesBeforeJoining > most;
  }

  /// A room was joined or refused: what it had kept is kept no longer.
  void keepsNothing() {
    if (rooms.values().stream().noneMatch(Room::isAsking)) {
      bytesBeforeJoining = 0;
    }
  }

  /// A token was good. All tokens on one socket are one member's.
  ///
  /// @return whether it is the member who is here already
  boolean authenticated(Caller now) {
    if (caller != null && !caller.memberId().equals(now.memberId())) {
      return false;
    }
    caller = now;
    services.vertx().cancelTimer(authenticationTimer);
    return true;
  }

  void notAuthenticated(Throwable cause) {
    if (cause instanceof Problem problem && problem.status() == UNAUTHENTICATED) {
      wire.close(CloseCode.UNAUTHENTICATED, "token");
    } else {
      wire.close(CloseCode.RESTART, "unavailable");
    }
  }

  void forget(RoomKey room) {
    rooms.remove(room);
  }

  @Override
  public byte[] heartbeat() {
    return HocuspocusServerMessage.PING;
  }

  @Override
  public void slow() {
    rooms.values().forEach(Room::pause);
  }

  @Override
  public void drained() {
    rooms.values().forEach(Room::resume);
  }

  @Override
  public void closed() {
    services.vertx().cancelTimer(authenticationTimer);
    services.sockets().remove(this);
    List.copyOf(rooms.values()).forEach(Room::leave);
  }

  @Override
  public void close(CloseCode code, String reason) {
    wire.onLoop(_ -> wire.close(code, reason));
  }

  @Override
  public void accessChanged(AccessNews news) {
    wire.onLoop(_ -> {
      if (caller != null && SocketServices.concerns(news, caller)) {
        recheck(caller);
      }
    });
  }

  @Override
  public void recheck() {
    wire.onLoop(_ -> {
      if (caller != null) {
        recheck(caller);
      }
    });
  }

  private void recheck(Caller before) {
    services
        .authenticator()
        .current(before.signInId())
        .onSuccess(now -> wire.onLoop(_ -> enforce(now)));
  }

  private void enforce(Optional<Caller> now) {
    if (now.isEmpty()) {
      wire.close(CloseCode.UNAUTHENTICATED, "signed-out");
      return;
    }
    caller = now.get();
    List.copyOf(rooms.values()).forEach(room -> room.recheck(now.get()));
  }
}
