package dev.meridian.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Signals to other processes.
public final class Signals {

  private Signals() {}

  /// @param name as `kill` knows it: STOP, CONT, KILL, TERM
  public static void send(String name, long pid) {
    try {
      int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      if (code != 0) {
        throw new AssertionError("no process " + pid + " takes signal " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
