package dev.meridian.collab.framing;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.sync.SyncMessage;

/// A message of a Hocuspocus provider (version 4). Facts from the provider's source.
@SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
public sealed interface HocuspocusClientMessage {
  /// "Are you there?"; the answer is a pong.
  record Ping() implements HocuspocusClientMessage {}

  /// The answer to our ping.
  record Pong() implements HocuspocusClientMessage {}

  /// A message about one document.
  sealed interface ToRoom extends HocuspocusClientMessage {
    RoomKey room();
  }

  record Sync(RoomKey room, SyncMessage message) implements ToRoom {}

  /// @param update an awareness update, undecoded
  record Awareness(RoomKey room, byte[] update) implements ToRoom {}

  /// Who is asking; the first message to a room, repeated to renew.
  record Token(RoomKey room, String token) implements ToRoom {}

  record QueryAwareness(RoomKey room) implements ToRoom {}

  /// A message between applications, which means nothing to us.
  record Stateless(RoomKey room) implements ToRoom {}

  /// The provider lets go of the document; the socket stays.
  record Leave(RoomKey room) implements ToRoom {}

  /// Reads one frame.
  ///
  /// @throws MalformedException for anything but one whole message that a client may send
  static HocuspocusClientMessage decode(byte[] frame) {
    if (frame.length == 1 && frame[0] == HocuspocusType.PING) {
      return new Ping();
    }
    if (frame.length == 1 && frame[0] == HocuspocusType.PONG) {
      return new Pong();
    }
    Lib0Reader in = new Lib0Reader(frame);
    RoomKey room = new RoomKey(in.varString());
    ToRoom message = body(room, in);
    if (in.hasMore()) {
      throw new MalformedException("bytes after the message", in.offset());
    }
    return message;
  }

  private static ToRoom body(RoomKey room, Lib0Reader in) {
    int offset = in.offset();
    int type = in.varUint31();
    return switch (type) {
      case HocuspocusType.SYNC -> new Sync(room, SyncMessage.read(in));
      case HocuspocusType.AWARENESS -> new Awareness(room, in.varBytes());
      case HocuspocusType.AUTH -> token(room, in);
      case HocuspocusType.QUERY_AWARENESS -> new QueryAwareness(room);
      case HocuspocusType.STATELESS -> {
        in.varString();
        yield new Stateless(room);
      }
      case HocuspocusType.CLOSE -> new Leave(room);
      default -> throw new MalformedException("message of type " + type, offset);
    };
  }

  /// Providers from version 4 on add their version.
  private static Token token(RoomKey room, Lib0Reader in) {
    int offset = in.offset();
    if (in.varUint() != HocuspocusType.AUTH_TOKEN) {
      throw new MalformedException("auth message that is no token", offset);
    }
    Token token = new Token(room, in.varString());
    if (in.hasMore()) {
      in.varString();
    }
    return token;
  }
}
