package dev.meridian.collab.socket;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.framing.HocuspocusClientMessage;
import dev.meridian.collab.framing.HocuspocusServerMessage;
import dev.meridian.collab.framing.RoomKey;
import dev.meridian.collab.host.Documents;
import dev.meridian.collab.peer.Forms;
import dev.meridian.collab.peer.Peer;
import dev.meridian.collab.peer.PeerMessage;
import dev.meridian.workspace.Access;
import dev.meridian.workspace.Caller;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.sync.SyncMessage;
import io.vertx.core.AsyncResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// One document on a Hocuspocus socket. Touched only on the socket's event loop, except as [Peer].
///
/// - asking: messages are kept until the token was looked at
/// - open: a seat is taken
/// - denied: messages are dropped; another token asks again
/// - left: gone from its socket
final class Room implements Peer {
  private enum State {
    ASKING,
    OPEN,
    DENIED,
    LEFT
  }

  private final SocketServices services;
  private final HocuspocusSocket socket;
  private final RoomKey key;

  /// What frames of one document differ by: without a provider's session by nothing.
  private final Object form;

  private final Deque<HocuspocusClientMessage.ToRoom> kept = new ArrayDeque<>();
  private State state = State.ASKING;
  private Documents.@Nullable Joined joined;
  private boolean writes;
  private boolean joining;

  Room(SocketServices services, HocuspocusSocket socket, RoomKey key) {
    this.services = services;
    this.socket = socket;
    this.key = key;
    this.form = key.text().equals(key.documentName()) ? Room.class : key;
  }

  boolean isAsking() {
    return state == State.ASKING;
  }

  void receive(HocuspocusClientMessage.ToRoom message) {
    if (message instanceof HocuspocusClientMessage.Token(_, String token)) {
      ask(token);
    } else if (message instanceof HocuspocusClientMessage.Leave) {
      leave();
      socket.forget(key);
    } else if (joined instanceof Documents.Joined place) {
      pass(place, message);
    } else if (state == State.ASKING) {
      kept.add(message);
    }
  }

  private void ask(String token) {
    if (state == State.DENIED) {
      state = State.ASKING;
    }
    services
        .authenticator()
        .byAccessToken(token)
        .onComplete(result ->
            socket
                .wire()
                .onLoop(_ -> {
                  if (result.failed()) {
                    socket.notAuthenticated(result.cause());
                  } else if (socket.authenticated(result.result())) {
                    recheck(result.result());
                  } else {
                    deny("forbidden");
                  }
                }));
  }

  /// Looks at what the caller may do here, now.
  void recheck(Caller caller) {
    UUID documentId = documentId();
    if (documentId == null) {
      deny("not-found");
      return;
    }
    services
        .gate()
        .access(documentId, caller)
        .onComplete(result -> socket.wire().onLoop(_ -> enforce(documentId, caller, result)));
  }

  private @Nullable UUID documentId() {
    try {
      UUID id = UUID.fromString(key.documentName());
      return id.toString().equals(key.documentName()) ? id : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private void enforce(UUID documentId, Caller caller, AsyncResult<Access> access) {
    if (state == State.LEFT || socket.wire().isClosed()) {
      return;
    }
    if (access.failed()) {
      unlessInside();
    } else if (access.result() == Access.NONE) {
      deny(state == State.OPEN ? "forbidden" : "not-found");
    } else if (joined instanceof Documents.Joined place) {
      writes = access.result() == Access.WRITE;
      boolean allowed = writes;
      place.host().submit(host -> host.allowWrites(place.seat(), allowed));
      write(new HocuspocusServerMessage.Authenticated(writes));
    } else if (state == State.ASKING && !joining) {
      join(documentId, caller, access.result() == Access.WRITE);
    } else {
      writes = access.result() == Access.WRITE;
    }
  }

  /// The rights cannot be read now. Who is inside stays; they are looked at again within a minute.
  private void unlessInside() {
    if (joined == null) {
      socket.close(CloseCode.RESTART, "unavailable");
    }
  }

  private void join(UUID documentId, Caller caller, boolean mayWrite) {
    writes = mayWrite;
    joining = true;
    services
        .documents()
        .join(documentId, this, caller.memberId(), mayWrite)
        .onComplete(result -> socket.wire().onLoop(_ -> arrive(result)));
  }

  private void arrive(AsyncResult<Documents.Joined> result) {
    joining = false;
    if (result.failed()) {
      if (result.cause() instanceof UpdateRejected
          || result.cause() instanceof IllegalStateException) {
        deny("unreadable");
      } else {
        socket.close(CloseCode.RESTART, "unavailable");
      }
      return;
    }
    Documents.Joined place = result.result();
    if (state != State.ASKING || joined != null || socket.wire().isClosed()) {
      place.host().submit(host -> host.leave(place.seat()));
      return;
    }
    state = State.OPEN;
    joined = place;
    if (socket.wire().isSlow()) {
      pause();
    }
    boolean allowed = writes; // the right may have changed meanwhile
    place.host().submit(host -> host.allowWrites(place.seat(), allowed));
    write(new HocuspocusServerMessage.Authenticated(writes));
    place.host().submit(host -> host.presence().tellEverybody(place.seat()));
    while (!kept.isEmpty()) {
      pass(place, kept.removeFirst());
    }
    socket.keepsNothing();
  }

  private static void pass(Documents.Joined place, HocuspocusClientMessage.ToRoom message) {
    switch (message) {
      case HocuspocusClientMessage.Sync(_, SyncMessage sync) ->
          place
              .host()
              .submit(host -> {
                host.receive(place.seat(), sync);
                if (sync instanceof SyncMessage.Step1) {
                  host.sendStep1(place.seat());
                }
              });
      case HocuspocusClientMessage.Awareness(_, byte[] update) ->
          place.host().submit(host -> host.presence().receive(place.seat(), update));
      case HocuspocusClientMessage.QueryAwareness _ ->
          place.host().submit(host -> host.presence().tellEverybody(place.seat()));
      case HocuspocusClientMessage.Stateless _ -> {}
      case HocuspocusClientMessage.Token _, HocuspocusClientMessage.Leave _ ->
          throw new IllegalArgumentException("not for a document: " + message);
    }
  }

  private void deny(String reason) {
    giveUpSeat();
    state = State.DENIED;
    kept.clear();
    services.metrics().denied(reason);
    write(new HocuspocusServerMessage.PermissionDenied(reason));
    socket.keepsNothing();
  }

  void leave() {
    giveUpSeat();
    state = State.LEFT;
    kept.clear();
  }

  private void giveUpSeat() {
    if (joined instanceof Documents.Joined place) {
      place.host().submit(host -> host.leave(place.seat()));
      joined = null;
    }
  }

  void pause() {
    if (joined instanceof Documents.Joined place) {
      place.host().submit(host -> host.pause(place.seat()));
    }
  }

  void resume() {
    if (joined instanceof Documents.Joined place) {
      place.host().submit(host -> host.resume(place.seat()));
    }
  }

  @Override
  public void send(List<PeerMessage> messages) {
    socket
        .wire()
        .onLoop(_ -> {
          try (Forms forms = new Forms()) {
            hear(messages, forms);
          }
        });
  }

  @Override
  public void afterSending(Runnable work) {
    socket.wire().onLoop(_ -> work.run());
  }

  @Override
  public Executor loop() {
    return socket.wire().loop();
  }

  @Override
  public void hear(List<PeerMessage> messages, Forms forms) {
    if (state != State.OPEN && state != State.ASKING) {
      return;
    }
    for (PeerMessage message : messages) {
      socket.wire().write(forms.form(key, message, () -> Frame.of(framed(message).encode(key))));
    }
    socket.wire().flush();
  }

  private static HocuspocusServerMessage framed(PeerMessage message) {
    return switch (message) {
      case PeerMessage.Step1(byte[] stateVector) ->
          new HocuspocusServerMessage.Sync(new SyncMessage.Step1(stateVector));
      case PeerMessage.Step2(byte[] update) ->
          new HocuspocusServerMessage.Sync(new SyncMessage.Step2(update));
      case PeerMessage.Update(byte[] update) ->
          new HocuspocusServerMessage.Sync(new SyncMessage.Update(update));
      case PeerMessage.Receipt _ -> new HocuspocusServerMessage.SyncStatus(true);
      case PeerMessage.Refusal _ -> new HocuspocusServerMessage.SyncStatus(false);
      case PeerMessage.Presence(byte[] update) -> new HocuspocusServerMessage.Awareness(update);
    };
  }

  private void write(HocuspocusServerMessage message) {
    socket.wire().send(message.encode(key));
  }

  @Override
  public void close(CloseCode code, String reason) {
    socket.close(code, reason);
  }

  @Override
  public boolean isToldByEcho() {
    return false;
  }
}
