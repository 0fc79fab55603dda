package dev.meridian.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A real Redis of a test's own, on a free port, that can be killed, stopped for a while and
/// started again on the same port.
public final class TestRedis implements AutoCloseable {
  private static final String VERSION = "7.0.15";

  private final Path program;
  private final int port;
  private Process process;

  private TestRedis(Path program, int port) {
    this.program = program;
    this.port = port;
    this.process = launch();
  }

  public static TestRedis start() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = socket.getLocalPort();
      socket.close();
      return new TestRedis(unpack(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path unpack() throws IOException {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    var name =
        "/redis-server-%s-%s-%s"
            .formatted(VERSION, system.contains("mac") ? "darwin" : "linux", processor);
    var program = Files.createTempFile("meridian-redis", "");
    try (var packed = TestRedis.class.getResourceAsStream(name)) {
      Files.copy(
          Objects.requireNonNull(packed, "no Redis for this machine: " + name),
          program,
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (!program.toFile().setExecutable(true)) {
      throw new IOException(program + " cannot be made executable");
    }
    program.toFile().deleteOnExit();
    return program;
  }

  private Process launch() {
    try {
      var started =
          new ProcessBuilder(
                  program.toString(),
                  "--port",
                  Integer.toString(port),
                  "--bind",
                  "127.0.0.1",
                  "--save",
                  "",
                  "--appendonly",
                  "no")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      awaitPort(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitPort(Process started) throws IOException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (started.isAlive() && System.nanoTime() < deadline) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException _) {
        Thread.onSpinWait();
      }
    }
    throw new IOException("Redis does not answer on port " + port);
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Ends it at once.
  public void kill() {
    process.destroyForcibly();
    join(process);
  }

  public void startAgain() {
    process = launch();
  }

  /// Lets it hang: connections stay and nothing answers.
  public void freeze() {
    Signals.send("STOP", process.pid());
  }

  public void thaw() {
    Signals.send("CONT", process.pid());
  }

  private static void join(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
