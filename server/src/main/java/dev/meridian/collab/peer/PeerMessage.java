package dev.meridian.collab.peer;

/// What a document says to one connection, whatever its framing.
@SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
public sealed interface PeerMessage {
  /// "This is what the server has."
  record Step1(byte[] stateVector) implements PeerMessage {}

  /// "This is what you lack."
  record Step2(byte[] update) implements PeerMessage {}

  /// "This just happened", committed.
  record Update(byte[] update) implements PeerMessage {}

  /// One step 2 or update of the connection is committed, or brought nothing that was not.
  record Receipt() implements PeerMessage {}

  /// One step 2 or update of the connection was not taken.
  record Refusal(String reason) implements PeerMessage {}

  /// @param update an awareness update
  record Presence(byte[] update) implements PeerMessage {}
}
