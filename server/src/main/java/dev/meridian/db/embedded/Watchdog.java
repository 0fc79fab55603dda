package dev.meridian.db.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A small process that runs a command as soon as the pipe to it closes: when it is released, and
/// also when this JVM is killed. It is the one way in which the embedded PostgreSQL is stopped.
final class Watchdog {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final String WAIT_THEN_RUN = "trap '' INT TERM HUP; cat >/dev/null; exec \"$@\"";
  private static final int PATIENCE_SECONDS = 30;

  private final Process process;

  private Watchdog(Process process) {
    this.process = process;
  }

  static Watchdog start(List<String> command) throws IOException {
    var shell = new ArrayList<>(List.of("/bin/sh", "-c", WAIT_THEN_RUN, "meridian-watchdog"));
    shell.addAll(command);
    return new Watchdog(
        new ProcessBuilder(shell)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start());
  }

  /// Lets it run the command, and waits for the end.
  void release() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("PostgreSQL did not stop within {} s", PATIENCE_SECONDS);
      }
    } catch (IOException e) {
      LOG.warn("PostgreSQL could not be told to stop", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
