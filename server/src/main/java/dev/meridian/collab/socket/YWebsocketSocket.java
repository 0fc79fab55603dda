package dev.meridian.collab.socket;

import dev.meridian.bus.AccessNews;
import dev.meridian.collab.CloseCode;
import dev.meridian.collab.framing.YWebsocketMessage;
import dev.meridian.collab.host.Documents;
import dev.meridian.collab.peer.Forms;
import dev.meridian.collab.peer.Peer;
import dev.meridian.collab.peer.PeerMessage;
import dev.meridian.workspace.Access;
import dev.meridian.workspace.Caller;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.sync.SyncMessage;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A connection in the y-websocket framing: one document, the caller known before the upgrade.
/// Touched only on its own event loop, except as [Peer] and [CollabSocket].
final class YWebsocketSocket implements Wire.Framing, Peer, CollabSocket {
  private static final byte[] NOBODY = {0};
  private static final byte[] HEARTBEAT = new YWebsocketMessage.Awareness(NOBODY).encode();

  private final SocketServices services;
  private final UUID documentId;
  private final Wire wire;
  private final Deque<YWebsocketMessage> beforeJoining = new ArrayDeque<>();
  private Caller caller;
  private Documents.@Nullable Joined joined;
  private boolean writes;
  private int bytesBeforeJoining;

  YWebsocketSocket(
      SocketServices services,
      Context context,
      ServerWebSocket socket,
      SocketLog log,
      UUID documentId,
      Caller caller,
      boolean writes) {
    this.services = services;
    this.documentId = documentId;
    this.caller = caller;
    this.writes = writes;
    this.wire = new Wire(services, context, socket, log, this);
    services.sockets().add(this);
    services
        .documents()
        .join(documentId, this, caller.memberId(), writes)
        .onComplete(result -> wire.onLoop(_ -> arrive(result)));
  }

  private void arrive(AsyncResult<Documents.Joined> result) {
    if (result.failed()) {
      wire.close(CloseCode.RESTART, "unavailable");
      return;
    }
    Documents.Joined place = result.result();
    if (wire.isClosed()) {
      place.host().submit(host -> host.leave(place.seat()));
      return;
    }
    joined = place;
    if (wire.isSlow()) {
      slow();
    }
    boolean allowed = writes; // the right may have changed meanwhile
    place
        .host()
        .submit(host -> {
          host.allowWrites(place.seat(), allowed);
          host.sendStep1(place.seat());
          host.presence().tellEverybody(place.seat());
        });
    while (!beforeJoining.isEmpty()) {
      pass(place, beforeJoining.removeFirst());
    }
  }

  @Override
  public void message(byte[] frame) {
    YWebsocketMessage message;
    try {
      message = YWebsocketMessage.decode(frame);
    } catch (MalformedException _) {
      wire.close(CloseCode.MALFORMED, "malformed");
      return;
    }
    if (frame.length > services.limits().messageBytes() && !isStep2(message)) {
      wire.close(CloseCode.OVER_LIMIT, "message-too-large");
    } else if (joined != null) {
      pass(joined, message);
    } else {
      bytesBeforeJoining += frame.length;
      if (bytesBeforeJoining > services.limits().frameBytes()) {
        wire.close(CloseCode.OVER_LIMIT, "too-much-before-joining");
      } else {
        beforeJoining.add(message);
      }
    }
  }

  private static boolean isStep2(YWebsocketMessage message) {
    return message instanceof YWebsocketMessage.Sync(SyncMessage.Step2 _);
  }

  private static void pass(Documents.Joined place, YWebsocketMessage message) {
    switch (message) {
      case YWebsocketMessage.Sync(SyncMessage sync) ->
          place.host().submit(host -> host.receive(place.seat(), sync));
      case YWebsocketMessage.Awareness(byte[] update) ->
          place.host().submit(host -> host.presence().receive(place.seat(), update));
      case YWebsocketMessage.QueryAwareness _ ->
          place.host().submit(host -> host.presence().tellEverybody(place.seat()));
      case YWebsocketMessage.PermissionDenied _ -> {}
    }
  }

  @Override
  public byte[] heartbeat() {
    return HEARTBEAT;
  }

  @Override
  public void slow() {
    if (joined instanceof Documents.Joined place) {
      place.host().submit(host -> host.pause(place.seat()));
    }
  }

  @Override
  public void drained() {
    if (joined instanceof Documents.Joined place) {
      place.host().submit(host -> host.resume(place.seat()));
    }
  }

  @Override
  public void closed() {
    services.sockets().remove(this);
    if (joined instanceof Documents.Joined place) {
      place.host().submit(host -> host.leave(place.seat()));
    }
  }

  @Override
  public void send(List<PeerMessage> messages) {
    wire.onLoop(_ -> {
      try (Forms forms = new Forms()) {
        hear(messages, forms);
      }
    });
  }

  @Override
  public void afterSending(Runnable work) {
    wire.onLoop(_ -> work.run());
  }

  @Override
  public Executor loop() {
    return wire.loop();
  }

  @Override
  public void hear(List<PeerMessage> messages, Forms forms) {
    for (PeerMessage message : messages) {
      if (!(message instanceof PeerMessage.Receipt)) {
        wire.write(forms.form(YWebsocketSocket.class, message, () -> Frame.of(encode(message))));
      }
    }
    wire.flush();
  }

  private static byte[] encode(PeerMessage message) {
    return switch (message) {
      case PeerMessage.Step1(byte[] stateVector) -> sync(new SyncMessage.Step1(stateVector));
      case PeerMessage.Step2(byte[] update) -> sync(new SyncMessage.Step2(update));
      case PeerMessage.Update(byte[] update) -> sync(new SyncMessage.Update(update));
      case PeerMessage.Presence(byte[] update) -> new YWebsocketMessage.Awareness(update).encode();
      case PeerMessage.Refusal(String reason) ->
          new YWebsocketMessage.PermissionDenied(reason).encode();
      case PeerMessage.Receipt _ -> throw new IllegalArgumentException("told by an echo");
    };
  }

  private static byte[] sync(SyncMessage message) {
    return new YWebsocketMessage.Sync(message).encode();
  }

  @Override
  public void close(CloseCode code, String reason) {
    wire.onLoop(_ -> wire.close(code, reason));
  }

  @Override
  public boolean isToldByEcho() {
    return true;
  }

  @Override
  public void accessChanged(AccessNews news) {
    wire.onLoop(_ -> {
      if (SocketServices.concerns(news, caller)) {
        lookAgain();
      }
    });
  }

  @Override
  public void recheck() {
    wire.onLoop(_ -> lookAgain());
  }

  private void lookAgain() {
    services
        .authenticator()
        .current(caller.signInId())
        .compose(now ->
            now.isEmpty()
                ? Future.succeededFuture(Optional.<Access>empty())
                : services.gate().access(documentId, now.get()).map(Optional::of))
        .onSuccess(access -> wire.onLoop(_ -> enforce(access)));
  }

  private void enforce(Optional<Access> access) {
    if (access.isEmpty()) {
      wire.close(CloseCode.UNAUTHENTICATED, "signed-out");
    } else if (access.get() == Access.NONE) {
      wire.close(CloseCode.FORBIDDEN, "forbidden");
    } else {
      writes = access.get() == Access.WRITE;
      boolean allowed = writes;
      if (joined instanceof Documents.Joined place) {
        place.host().submit(host -> host.allowWrites(place.seat(), allowed));
      }
    }
  }
}
