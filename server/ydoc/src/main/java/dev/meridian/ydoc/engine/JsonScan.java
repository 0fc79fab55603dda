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
    int depth = 0;
    boolean complete = value();
    while (true) {
      if (complete) {
        if (depth == 0) {
          break;
        }
        depth = afterElement(depth);
        complete = bytes[at - 1] != ',' || inner(depth);
      } else {
        if (++depth > maxDepth) {
          throw new UpdateRejected(Reason.TOO_DEEP, at, "JSON of depth " + depth);
        }
        boolean object = bytes[at - 1] == '{';
        objects[depth] = object;
        space();
        if (next(object ? '}' : ']')) {
          depth--;
          complete = true;
        } else {
          complete = inner(depth);
        }
      }
    }
    space();
    if (at != end) {
      throw bad();
    }
  }

  /** After an element: takes the comma, or closes the container; returns the depth then. */
  private int afterElement(int depth) {
    space();
    if (next(',')) {
      return depth;
    }
    expect(objects[depth] ? '}' : ']');
    return depth - 1;
  }

  /** The key, if it is an object, and the value that follow. */
  private boolean inner(int depth) {
    if (objects[depth]) {
      space();
      expect('"');
      string();
      space();
      expect(':');
    }
    return value();
  }

  /** Reads a scalar and returns true, or the opening bracket of a container and returns false. */
  private boolean value() {
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
