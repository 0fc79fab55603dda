package dev.meridian.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A file system of its own, in memory, that can be full: for who may mount one.
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "size=600m,mode=755";
  private static final int MEBI = 1 << 20;

  private final Path folder;
  private final Path ballast;

  /// Empty where it may not be mounted, which usually takes root.
  static Optional<SmallDisk> mount(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean mounted = runs("mount", "-t", "tmpfs", "-o", SIZE, "meridian-test", folder.toString());
    return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.ballast = folder.resolve("ballast");
  }

  private static boolean runs(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Takes all the space that is left.
  void fill() {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      for (byte[] piece = new byte[MEBI]; piece.length > 0; ) {
        try {
          out.write(piece);
        } catch (IOException _) {
          piece = new byte[piece.length / 2];
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void free() {
    try {
      Files.deleteIfExists(ballast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    free();
    runs("umount", "-l", folder.toString());
  }
}
