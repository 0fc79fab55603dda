package dev.meridian.abuse;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import java.util.UUID;

/// The two wire formats, as a peer writes them who keeps to no rule.
enum Framing {
  HOCUSPOCUS("hocuspocus"),
  Y_WEBSOCKET("y-websocket");

  private static final int SYNC = 0;
  private static final int AWARENESS = 1;
  private static final int SYNC_STATUS = 8;
  private static final int UPDATE = 2;

  final String word;

  Framing(String word) {
    this.word = word;
  }

  /// The path of the socket.
  String path(UUID document) {
    return this == HOCUSPOCUS ? "/collab" : "/collab/" + document;
  }

  /// A frame that begins as the framing wants it.
  byte[] frame(UUID document, byte[] body) {
    Lib0Writer out = new Lib0Writer();
    if (this == HOCUSPOCUS) {
      out.varString(document.toString());
    }
    out.raw(body, 0, body.length);
    return out.toBytes();
  }

  /// @param kind 0 = step 1, 1 = step 2, 2 = update
  byte[] sync(UUID document, int kind, byte[] payload) {
    Lib0Writer out = new Lib0Writer();
    out.varUint(SYNC);
    out.varUint(kind);
    out.varBytes(payload);
    return frame(document, out.toBytes());
  }

  byte[] awareness(UUID document, byte[] update) {
    Lib0Writer out = new Lib0Writer();
    out.varUint(AWARENESS);
    out.varBytes(update);
    return frame(document, out.toBytes());
  }

  static byte[] token(UUID document, String token) {
    Lib0Writer out = new Lib0Writer();
    out.varString(document.toString());
    out.varUint(2);
    out.varUint(0);
    out.varString(token);
    return out.toBytes();
  }

  /// A message of the server.
  ///
  /// @param kind of a sync message or a sync status, else -1
  record Heard(int type, int kind) {
    boolean isStep1() {
      return type == SYNC && kind == 0;
    }

    boolean isStep2() {
      return type == SYNC && kind == 1;
    }

    boolean isUpdate() {
      return type == SYNC && kind == UPDATE;
    }

    boolean isPresence() {
      return type == AWARENESS;
    }
  }

  Heard read(byte[] frame) {
    if (this == HOCUSPOCUS && frame.length == 1) {
      return new Heard(frame[0], -1);
    }
    Lib0Reader in = new Lib0Reader(frame);
    if (this == HOCUSPOCUS) {
      in.varString();
    }
    int type = in.varUint31();
    return new Heard(type, type == SYNC || type == SYNC_STATUS || type == 2 ? in.varUint31() : -1);
  }

  /// Whether the message tells that an edit was taken.
  boolean isAcknowledgement(Heard heard) {
    return this == HOCUSPOCUS ? heard.equals(new Heard(SYNC_STATUS, 1)) : heard.isUpdate();
  }

  /// Whether the message tells that an edit was not taken, on a connection that goes on.
  boolean isRefusal(Heard heard) {
    return heard.equals(this == HOCUSPOCUS ? new Heard(SYNC_STATUS, 0) : new Heard(2, 0));
  }
}
