package dev.meridian.ydoc.oracle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Yjs in a node process of its own, asked one JSON line at a time (see {@code oracle.mjs}). Used by
 * one thread. Node must be on the PATH; the build has installed the pinned packages beside the
 * script.
 */
public final class Yjs implements AutoCloseable {
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(100_000_000).build())
                  .build())
          .nodeFactory(new DoublesOnly())
          .build();

  private static final Path SCRIPTS = Path.of("src/test/node");

  private final Process node;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  Yjs() {
    this("oracle.mjs");
  }

  /** Runs another script of the folder, with options for node itself. */
  public Yjs(String script, String... options) {
    var command = new ArrayList<String>();
    command.add("node");
    command.addAll(List.of(options));
    command.add(SCRIPTS.resolve(script).toString());
    try {
      node = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException("node (20.19 or later) must be on the PATH", e);
    }
    requests =
        new BufferedWriter(
            new OutputStreamWriter(node.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
    answers =
        new BufferedReader(
            new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8), 1 << 16);
  }

  /** Asks for an operation of the script; an error there is an exception here. */
  public JsonNode ask(ObjectNode request) {
    send(request);
    return receive();
  }

  /** Sends without waiting; each request is answered by one {@link #receive}, in order. */
  void send(ObjectNode request) {
    try {
      requests.write(JSON.writeValueAsString(request));
      requests.write('\n');
      requests.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode receive() {
    try {
      var line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("node has ended");
      }
      var answer = JSON.readTree(line);
      if (answer.has("error")) {
        throw new IllegalStateException("Yjs: " + answer.get("error").asText());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ObjectNode request(String operation) {
    return JSON.createObjectNode().put("op", operation);
  }

  static ArrayNode base64(List<byte[]> updates) {
    var list = JSON.createArrayNode();
    updates.forEach(update -> list.add(base64(update)));
    return list;
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  public static byte[] bytes(JsonNode base64) {
    return Base64.getDecoder().decode(base64.asText());
  }

  static List<byte[]> byteList(JsonNode list) {
    return list.valueStream().map(Yjs::bytes).toList();
  }

  /** JavaScript has one kind of number; with one kind here, trees can be compared. */
  private static final class DoublesOnly extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public NumericNode numberNode(int value) {
      return numberNode((double) value);
    }

    @Override
    public NumericNode numberNode(long value) {
      return numberNode((double) value);
    }

    @Override
    public ValueNode numberNode(BigInteger value) {
      return numberNode(value.doubleValue());
    }
  }

  @Override
  public void close() {
    try {
      requests.close();
      if (!node.waitFor(10, TimeUnit.SECONDS)) {
        node.destroyForcibly();
      }
    } catch (IOException e) {
      node.destroyForcibly();
    } catch (InterruptedException e) {
      node.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
