package dev.meridian.ydoc.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads the recorded data under {@code yjs-data}; its LICENSES.md tells formats and sources. */
public final class TestData {
  private TestData() {}

  static Stream<JsonNode> golden() {
    return new BufferedReader(
            new InputStreamReader(unzipped("golden.jsonl.gz"), StandardCharsets.UTF_8))
        .lines()
        .map(TestData::tree);
  }

  static JsonNode compatibility() {
    try (var in = open("yjs-compat-v1.json")) {
      return Yjs.JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] smallDataset() {
    try (var in = unzipped("yrs-small-dataset.bin.gz")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A trace typed anew by Yjs: the update of every single edit, the state Yjs ends in, its text.
   */
  public record Trace(String name, List<byte[]> updates, byte[] state, String text) {
    static Trace of(Yjs yjs, String name) {
      return of(name, yjs.ask(Yjs.request("trace").put("name", name)));
    }

    public static Trace of(String name, JsonNode answer) {
      return new Trace(
          name,
          unframed(Yjs.bytes(answer.get("updates"))),
          Yjs.bytes(answer.get("state")),
          answer.get("text").asText());
    }

    /** Updates stand one after the other, each behind its length as four bytes. */
    public static List<byte[]> unframed(byte[] framed) {
      var updates = new ArrayList<byte[]>();
      for (var in = ByteBuffer.wrap(framed); in.hasRemaining(); ) {
        var update = new byte[in.getInt()];
        in.get(update);
        updates.add(update);
      }
      return updates;
    }
  }

  private static JsonNode tree(String line) {
    try {
      return Yjs.JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream unzipped(String name) {
    try {
      return new GZIPInputStream(open(name), 1 << 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(TestData.class.getResourceAsStream("/yjs-data/" + name), name);
  }
}
