package dev.meridian.collab.peer;

import dev.meridian.collab.CloseCode;
import java.util.List;

/// One connection at one document, as the document sees it. Called on the document's owner loop;
/// hops to its own.
public interface Peer {
  void send(List<PeerMessage> messages);

  /// Runs the work, on any thread, when the socket has taken over what was sent before.
  default void afterSending(Runnable work) {
    work.run();
  }

  /// Ends the whole connection.
  void close(CloseCode code, String reason);

  /// Whether a commit is told by an update that contains the edit, rather than by a receipt.
  boolean isToldByEcho();
}
