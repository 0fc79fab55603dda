package dev.meridian.collab.testing;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The real npm clients, run by one node process that is told what to do line by line.
public final class NodeClients implements AutoCloseable {
  private static final Path FOLDER = Path.of("src", "test", "node").toAbsolutePath();

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;
  private int id;

  public static synchronized NodeClients start() {
    try {
      if (!Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))) {
        install();
      }
      return new NodeClients(
          new ProcessBuilder("node", "driver.mjs")
              .directory(FOLDER.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("the tests need Node.js on the PATH", e);
    }
  }

  private static void install() throws IOException {
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline")
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        throw new IOException("npm ci failed in " + FOLDER);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private NodeClients(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /// Opens a client.
  ///
  /// @param options as `client.mjs` takes them
  public NodeClient open(String name, JsonObject options) {
    tell("open", options.copy().put("client", name));
    return new NodeClient(this, name);
  }

  /// Gives a command and returns its answer, null when it has none.
  synchronized Object tell(String command, JsonObject options) {
    try {
      int mine = ++id;
      in.write(options.copy().put("id", mine).put("command", command).encode());
      in.newLine();
      in.flush();
      String line;
      while ((line = out.readLine()) != null) {
        if (!line.startsWith("{\"id\"")) {
          continue;
        }
        JsonObject answer = new JsonObject(line);
        if (answer.containsKey("error")) {
          throw new AssertionError(answer.getString("error"));
        }
        return answer.getValue("ok");
      }
      throw new AssertionError("the node process ended");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until something is so, at most a minute: the machine may be busy.
  public static void until(String what, Supplier<Boolean> isSo) {
    until(what, Duration.ofMinutes(1), isSo);
  }

  public static void until(String what, Duration atMost, Supplier<Boolean> isSo) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!isSo.get()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what);
      }
      pause(Duration.ofMillis(15));
    }
  }

  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
