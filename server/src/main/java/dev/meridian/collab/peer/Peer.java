package dev.meridian.collab.peer;

import dev.meridian.collab.CloseCode;
import java.util.List;
import java.util.concurrent.Executor;

/// One connection at one document, as the document sees it. Called on the document's owner loop and
/// hops to its own, but for [#hear].
public interface Peer {
  void send(List<PeerMessage> messages);

  /// Runs the work, on any thread, when the socket has taken over what was sent before.
  default void afterSending(Runnable work) {
    work.run();
  }

  /// The loop of its socket; the same object for all sockets of that loop. What is executed there
  /// and what is sent keep their order.
  default Executor loop() {
    return Runnable::run;
  }

  /// As [#send], but called on its own loop.
  ///
  /// @param forms of what many are told at once
  default void hear(List<PeerMessage> messages, Forms forms) {
    send(messages);
  }

  /// Ends the whole connection.
  void close(CloseCode code, String reason);

  /// Whether a commit is told by an update that contains the edit, rather than by a receipt.
  boolean isToldByEcho();
}
