package dev.meridian.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Redis says to a server, on its way: understands so much of its protocol that published
/// messages of documents can be lost, doubled and put out of order; everything else is passed on as
/// it came. Used by one thread.
final class Mischief extends OutputStream {
  private static final Pattern DOCUMENT =
      Pattern.compile("\\r\\n[^\\r]*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[^\\r]*\\r\\n");
  private static final int HEAD_BYTES = 200;

  /// When to do any, and how it is decided. May be used from any thread.
  static final class Mood {
    private final Random random;
    private volatile boolean bad;
    private volatile long mistreated;

    Mood(long seed) {
      this.random = new Random(seed);
    }

    void turn(boolean toBad) {
      bad = toBad;
    }

    long mistreated() {
      return mistreated;
    }

    private synchronized int dice() {
      return bad ? random.nextInt(8) : Integer.MAX_VALUE;
    }

    private synchronized void count() {
      mistreated++;
    }
  }

  private final OutputStream out;
  private final Mood mood;
  private byte[] unread = {};
  private byte @Nullable [] late;

  Mischief(OutputStream out, Mood mood) {
    this.out = out;
    this.mood = mood;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(unread);
    all.write(bytes, offset, length);
    byte[] buffer = all.toByteArray();
    int at = 0;
    for (int end = end(buffer, at); end > 0; end = end(buffer, at)) {
      pass(Arrays.copyOfRange(buffer, at, end));
      at = end;
    }
    unread = Arrays.copyOfRange(buffer, at, buffer.length);
    out.flush();
  }

  private void pass(byte[] value) throws IOException {
    int dice = isNewsOfADocument(value) ? mood.dice() : Integer.MAX_VALUE;
    if (dice <= 3) {
      mood.count();
    }
    switch (dice) {
      case 0, 1 -> {} // lost
      case 2 -> {
        out.write(value);
        out.write(value);
      }
      case 3 -> {
        byte[] before = late;
        late = value; // comes after what follows
        if (before != null) {
          out.write(before);
        }
        return;
      }
      default -> out.write(value);
    }
    if (late != null) {
      byte[] delayed = late;
      late = null;
      out.write(delayed);
    }
  }

  private static boolean isNewsOfADocument(byte[] value) {
    String head =
        new String(value, 0, Math.min(value.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    return head.contains("\r\nmessage\r\n") && DOCUMENT.matcher(head).find();
  }

  /// Where the value that begins here ends; -1 when it is not all there.
  private static int end(byte[] buffer, int from) {
    int line = lineEnd(buffer, from);
    if (line < 0) {
      return -1;
    }
    char type = (char) buffer[from];
    return switch (type) {
      case '$', '=', '!' -> {
        int length = number(buffer, from, line);
        int end = length < 0 ? line : line + length + 2;
        yield end <= buffer.length ? end : -1;
      }
      case '*', '>', '~' -> elements(buffer, line, number(buffer, from, line));
      case '%', '|' -> elements(buffer, line, 2 * number(buffer, from, line));
      default -> line;
    };
  }

  private static int elements(byte[] buffer, int from, int count) {
    int at = from;
    for (int i = 0; i < count && at > 0; i++) {
      at = at < buffer.length ? end(buffer, at) : -1;
    }
    return at;
  }

  private static int number(byte[] buffer, int from, int line) {
    return Integer.parseInt(
        new String(buffer, from + 1, line - from - 3, StandardCharsets.ISO_8859_1));
  }

  private static int lineEnd(byte[] buffer, int from) {
    for (int i = from; i + 1 < buffer.length; i++) {
      if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
        return i + 2;
      }
    }
    return -1;
  }
}
