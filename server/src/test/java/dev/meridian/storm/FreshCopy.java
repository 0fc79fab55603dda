package dev.meridian.storm;

import static dev.meridian.collab.testing.NodeClients.until;

import dev.meridian.collab.testing.RawSocket;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.sync.SyncMessage;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// What somebody reads who was never here before.
final class FreshCopy {
  private FreshCopy() {}

  /// The root of a document.
  static YMap read(Vertx vertx, String url, UUID document, String token) {
    RawSocket socket =
        RawSocket.open(
                vertx,
                new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(URI.create(url).getPort())
                    .setURI("/collab/" + document)
                    .setAllowOriginHeader(false)
                    .addHeader("Authorization", "Bearer " + token))
            .send(new byte[] {0, 0, 1, 0});
    until("the document comes", Duration.ofSeconds(60), () -> step2(socket).isPresent());
    byte[] state = step2(socket).orElseThrow();
    socket.close();
    try {
      YDoc copy = YDoc.create(Limits.standard());
      copy.applyState(state, ClientGate.OPEN);
      return copy.map("objectives");
    } catch (UpdateRejected broken) {
      throw new AssertionError(broken);
    }
  }

  private static Optional<byte[]> step2(RawSocket socket) {
    for (byte[] frame : socket.received()) {
      if (frame[0] == 0
          && SyncMessage.read(new Lib0Reader(frame, 1, frame.length))
              instanceof SyncMessage.Step2(byte[] update)) {
        return Optional.of(update);
      }
    }
    return Optional.empty();
  }
}
