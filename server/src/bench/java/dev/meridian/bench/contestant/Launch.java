package dev.meridian.bench.contestant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A process on chosen cores. Whatever is still running when the benchmark ends is killed.
final class Launch {
  private static final Set<Process> RUNNING = Collections.synchronizedSet(new HashSet<>());

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> Set.copyOf(RUNNING).forEach(Launch::stop)));
  }

  private Launch() {}

  /// Returns when it has printed the line.
  static Process start(
      String cores, List<String> command, Map<String, String> variables, Path log, String ready) {
    List<String> whole = new ArrayList<>(List.of("taskset", "-c", cores));
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(variables);
    try {
      Process process = builder.start();
      RUNNING.add(process);
      BufferedReader out = process.inputReader();
      String line;
      while ((line = out.readLine()) != null) {
        if (line.startsWith(ready)) {
          Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
          return process;
        }
      }
      throw new IllegalStateException("it did not start; see " + log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        kill(process);
      }
    } catch (InterruptedException e) {
      kill(process);
    }
    RUNNING.remove(process);
  }

  static void kill(Process process) {
    process.destroyForcibly().onExit().join();
    RUNNING.remove(process);
  }

  /// Runs a command to its end.
  static void run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
