package dev.meridian.collab.framing;

import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.sync.SyncMessage;

/// A message of ours to a Hocuspocus provider (version 4).
@SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
public sealed interface HocuspocusServerMessage {
  byte[] PING = {HocuspocusType.PING};
  byte[] PONG = {HocuspocusType.PONG};

  record Sync(SyncMessage message) implements HocuspocusServerMessage {}

  record Awareness(byte[] update) implements HocuspocusServerMessage {}

  /// The document is not for the caller, or not any more; the socket stays.
  record PermissionDenied(String reason) implements HocuspocusServerMessage {}

  /// The caller may read, or read and write; said again when that changes.
  record Authenticated(boolean writes) implements HocuspocusServerMessage {}

  /// The answer to one sync step 2 or update: committed, or refused.
  record SyncStatus(boolean applied) implements HocuspocusServerMessage {}

  /// One frame to a room.
  default byte[] encode(RoomKey room) {
    Lib0Writer out = new Lib0Writer();
    out.varString(room.text());
    switch (this) {
      case Sync(SyncMessage message) -> {
        out.varUint(HocuspocusType.SYNC);
        message.write(out);
      }
      case Awareness(byte[] update) -> {
        out.varUint(HocuspocusType.AWARENESS);
        out.varBytes(update);
      }
      case PermissionDenied(String reason) -> {
        out.varUint(HocuspocusType.AUTH);
        out.varUint(HocuspocusType.AUTH_PERMISSION_DENIED);
        out.varString(reason);
      }
      case Authenticated(boolean writes) -> {
        out.varUint(HocuspocusType.AUTH);
        out.varUint(HocuspocusType.AUTH_AUTHENTICATED);
        out.varString(writes ? "read-write" : "readonly");
      }
      case SyncStatus(boolean applied) -> {
        out.varUint(HocuspocusType.SYNC_STATUS);
        out.varUint(applied ? 1 : 0);
      }
    }
    return out.toBytes();
  }
}
