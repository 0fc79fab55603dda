package dev.meridian.collab.framing;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.sync.SyncMessage;

/// A message of the y-websocket framing, one to a frame. Facts from y-websocket's source.
@SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
public sealed interface YWebsocketMessage {
  int SYNC = 0;
  int AWARENESS = 1;
  int AUTH = 2;
  int QUERY_AWARENESS = 3;
  int PERMISSION_DENIED = 0;

  record Sync(SyncMessage message) implements YWebsocketMessage {}

  /// @param update an awareness update, undecoded
  record Awareness(byte[] update) implements YWebsocketMessage {}

  record QueryAwareness() implements YWebsocketMessage {}

  /// Only from the server, which thereby says why an edit was refused.
  record PermissionDenied(String reason) implements YWebsocketMessage {}

  /// Reads one frame of a client.
  ///
  /// @throws MalformedException for anything but one whole message that a client may send
  static YWebsocketMessage decode(byte[] frame) {
    Lib0Reader in = new Lib0Reader(frame);
    int type = in.varUint31();
    YWebsocketMessage message =
        switch (type) {
          case SYNC -> new Sync(SyncMessage.read(in));
          case AWARENESS -> new Awareness(in.varBytes());
          case QUERY_AWARENESS -> new QueryAwareness();
          default -> throw new MalformedException("message of type " + type, 0);
        };
    if (in.hasMore()) {
      throw new MalformedException("bytes after the message", in.offset());
    }
    return message;
  }

  /// One frame.
  default byte[] encode() {
    Lib0Writer out = new Lib0Writer();
    switch (this) {
      case Sync(SyncMessage message) -> {
        out.varUint(SYNC);
        message.write(out);
      }
      case Awareness(byte[] update) -> {
        out.varUint(AWARENESS);
        out.varBytes(update);
      }
      case QueryAwareness _ -> out.varUint(QUERY_AWARENESS);
      case PermissionDenied(String reason) -> {
        out.varUint(AUTH);
        out.varUint(PERMISSION_DENIED);
        out.varString(reason);
      }
    }
    return out.toBytes();
  }
}
