package dev.meridian.abuse;

import static dev.meridian.collab.testing.NodeClients.until;

import dev.meridian.abuse.Framing.Heard;
import dev.meridian.collab.testing.CollabRoom;
import dev.meridian.collab.testing.RawSocket;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// A signed-in peer in a room that sends whatever it likes, in either framing.
final class Intruder {
  private final Framing framing;
  private final UUID document;
  private final RawSocket socket;

  /// Comes in as a person of the room.
  static Intruder enter(CollabRoom room, Framing framing, UUID document, String person) {
    return enter(room.vertx, room.port(), framing, document, person);
  }

  /// Comes in with a token, and asks for the document, at a port of this machine.
  static Intruder enter(Vertx vertx, int port, Framing framing, UUID document, String token) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(framing.path(document))
            .setAllowOriginHeader(false);
    if (framing == Framing.Y_WEBSOCKET) {
      options.addHeader("Authorization", "Bearer " + token);
    }
    Intruder intruder = new Intruder(framing, document, RawSocket.open(vertx, options));
    if (framing == Framing.HOCUSPOCUS) {
      intruder.socket.send(Framing.token(document, token));
    }
    intruder.asks(Bytes.EMPTY_STATE_VECTOR);
    until("is in", () -> intruder.count(Heard::isStep2) == 1);
    return intruder;
  }

  private Intruder(Framing framing, UUID document, RawSocket socket) {
    this.framing = framing;
    this.document = document;
    this.socket = socket;
  }

  RawSocket socket() {
    return socket;
  }

  Intruder sends(byte[] body) {
    socket.send(framing.frame(document, body));
    return this;
  }

  Intruder sendsRaw(byte[] frame) {
    socket.send(frame);
    return this;
  }

  Intruder asks(byte[] stateVector) {
    socket.send(framing.sync(document, 0, stateVector));
    return this;
  }

  Intruder edits(byte[] update) {
    socket.send(framing.sync(document, 2, update));
    return this;
  }

  Intruder answersWith(byte[] step2) {
    socket.send(framing.sync(document, 1, step2));
    return this;
  }

  Intruder says(byte[] awareness) {
    socket.send(framing.awareness(document, awareness));
    return this;
  }

  List<Heard> heard() {
    return socket.received().stream().map(framing::read).toList();
  }

  long count(Predicate<Heard> which) {
    return heard().stream().filter(which).count();
  }

  long acknowledged() {
    return count(framing::isAcknowledgement);
  }

  long refused() {
    return count(framing::isRefusal);
  }

  /// Waits for the close, and gives `code reason`.
  String closing() {
    return socket.closing();
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  void leaves() {
    socket.close();
  }
}
