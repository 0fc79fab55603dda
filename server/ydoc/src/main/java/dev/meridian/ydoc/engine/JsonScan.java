package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.lib0.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Checks that bytes are one JSON text (RFC 8259), as strictly as {@code JSON.parse}. */
final class JsonScan {
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");
  private static final byte[] UNDEFINED = ascii("undefined");

  private final int maxDepth;

  /** Which of the open containers are objects. */
  private final boolean[] objects;

  private byte[] bytes = {};
  private int at;
  private int end;
  private int depth;

  JsonScan(int maxDepth) {
    this.maxDepth = maxDepth;
    this.objects = new boolean[maxDepth + 1];
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** What very old Yjs wrote for a value that has no JSON. */
  static boolean isUndefined(byte[] bytes, int from, int to) {
    return Arrays.equals(bytes, from, to, UNDEFINED, 0, UNDEFINED.length);
  }

  /** Checks {@code bytes[from, to)}, which must be UTF-8. */
  void check(byte[] source, int from, int to) throws UpdateRejected {
    bytes = source;
    at = from;
    end = to;
    depth = 0;
    element();
    while (depth > 0) {
      space();
      if (next(',')) {
        member();
      } else {
        expect(objects[depth] ? '}' : ']');
        depth--;
      }
    }
    space();
    if (at != end) {
      throw bad();
    }
  }

  /** A scalar, or the beginnings of containers down to the first scalar in them. */
  private void element() throws UpdateRejected {
    while (!scalar()) {
      if (++depth > maxDepth) {
        throw new UpdateRejected(Reason.TOO_DEEP, at, "JSON of depth " + depth);
      }
      objects[depth] = bytes[at - 1] == '{';
      space();
      if (next(objects[depth] ? '}' : ']')) {
        depth--;
        return;
      }
      key();
    }
  }

  /** What follows a comma. */
  private void member() throws UpdateRejected {
    key();
    element();
  }

  /** The key of a member, when the open container is an object. */
  private void key() {
    if (objects[depth]) {
      space();
      expect('"');
      string();
      space();
      expect(':');
    }
  }

  /** Reads a scalar and returns true, or the opening bracket of a container and returns false. */
  private boolean scalar() {
    space();
    int c = at < end ? bytes[at] : -1;
    switch (c) {
      case '{', '[' -> {
        at++;
        return false;
      }
      case '"' -> {
        at++;
        string();
      }
      case 't' -> literal(TRUE);
      case 'f' -> literal(FALSE);
      case 'n' -> literal(NULL);
      default -> number();
    }
    return true;
  }

  private void literal(byte[] word) {
    if (end - at < word.length
        || !Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
      throw bad();
    }
    at += word.length;
  }

  private void number() {
    next('-');
    if (!next('0')) {
      digits();
    }
    if (next('.')) {
      digits();
    }
    if (next('e') || next('E')) {
      if (!next('+')) {
        next('-');
      }
      digits();
    }
  }

  private void digits() {
    int from = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw bad();
    }
  }

  /** The rest of a string, after its opening quote. */
  private void string() {
    while (at < end) {
      int c = bytes[at++];
      if (c == '"') {
        return;
      }
      if (c == '\\') {
        escape();
      } else if (c >= 0 && c < ' ') {
        throw bad();
      }
    }
    throw bad();
  }

  private void escape() {
    int c = at < end ? bytes[at++] : -1;
    if (c == 'u') {
      for (int i = 0; i < 4; i++) {
        if (at >= end || Character.digit(bytes[at++], 16) < 0) {
          throw bad();
        }
      }
    } else if (c < 0 || "\"\\/bfnrt".indexOf(c) < 0) {
      throw bad();
    }
  }

  private void space() {
    while (at < end
        && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
      at++;
    }
  }

  private boolean next(char wanted) {
    if (at < end && bytes[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!next(wanted)) {
      throw bad();
    }
  }

  private MalformedException bad() {
    return new MalformedException("not JSON", at);
  }
}
