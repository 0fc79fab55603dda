package dev.meridian.proxy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// An nginx to run: the one of this machine, or on Debian and Ubuntu one that is fetched with its
/// package manager, which needs no root, and kept for the next time.
///
/// `-Dmeridian.nginx=/path/to/nginx` names one, `-Dmeridian.nginx.skip=true` leaves the tests out.
///
/// @param libraries folder of libraries that this machine lacks; null = none
record NginxProgram(Path file, @Nullable Path libraries) {
  private static final String MISSING =
      "The tests of the proxy need nginx, and it could be neither found nor fetched: install it"
          + " (apt install nginx, brew install nginx), or leave them out with"
          + " -Dmeridian.nginx.skip=true.";

  /// Packages that hold the program; older releases have it in the second.
  private static final List<String> PACKAGES = List.of("nginx", "nginx-core");

  /// Where to find what the program is linked with.
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "libpcre2-8.so", List.of("libpcre2-8-0"),
          "libpcre.so", List.of("libpcre3"),
          "libssl.so", List.of("libssl3", "libssl3t64", "libssl1.1"),
          "libcrypto.so", List.of("libssl3", "libssl3t64", "libssl1.1"),
          "libcrypt.so", List.of("libcrypt1"),
          "libz.so", List.of("zlib1g"));

  static synchronized NginxProgram find() {
    Assumptions.assumeFalse(
        Boolean.getBoolean("meridian.nginx.skip"), "meridian.nginx.skip leaves nginx out");
    try {
      return candidates()
          .map(path -> new NginxProgram(path, null))
          .filter(NginxProgram::works)
          .findFirst()
          .or(NginxProgram::fetched)
          .orElseThrow(() -> new AssertionError(MISSING));
    } catch (IOException e) {
      throw new UncheckedIOException(MISSING, e);
    }
  }

  private static Stream<Path> candidates() throws IOException {
    String named = System.getProperty("meridian.nginx");
    if (named != null) {
      return Stream.of(Path.of(named));
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    Stream<String> usual =
        Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), usual)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable);
  }

  private static Optional<NginxProgram> fetched() {
    try {
      Path home = writable(Path.of(System.getProperty("user.home"), ".cache", "meridian"));
      try (FileChannel lock =
              FileChannel.open(
                  home.resolve("nginx.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = lock.lock()) {
        return Stream.<Fetching>of(NginxProgram::kept, NginxProgram::fetch)
            .flatMap(way -> way.into(home.resolve("nginx")).stream())
            .filter(NginxProgram::works)
            .findFirst();
      }
    } catch (IOException e) {
      System.err.println("nginx cannot be fetched: " + e);
      return Optional.empty();
    }
  }

  private interface Fetching {
    Optional<NginxProgram> into(Path folder);
  }

  /// Who has no home keeps it in the build's folder.
  private static Path writable(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      if (Files.isWritable(folder)) {
        return folder;
      }
    } catch (IOException _) {
      // below
    }
    return Files.createDirectories(Path.of("target", "cache").toAbsolutePath());
  }

  private static Optional<NginxProgram> kept(Path folder) {
    Path file = folder.resolve("usr/sbin/nginx");
    return Files.isExecutable(file)
        ? Optional.of(new NginxProgram(file, folder.resolve("lib")))
        : Optional.empty();
  }

  private static Optional<NginxProgram> fetch(Path folder) {
    try {
      Path unfinished = Files.createTempDirectory(folder.getParent(), "nginx");
      var packages = new DebianPackages(Files.createTempDirectory("meridian-apt"));
      for (String name : PACKAGES) {
        if (!Files.exists(unfinished.resolve("usr/sbin/nginx"))) {
          packages.unpack(name, unfinished);
        }
      }
      fetchLibraries(packages, unfinished);
      DebianPackages.delete(folder);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      return kept(folder);
    } catch (IOException e) {
      System.err.println("nginx cannot be fetched: " + e);
      return Optional.empty();
    }
  }

  /// What the loader does not find on this machine, gathered in the folder `lib`.
  private static void fetchLibraries(DebianPackages packages, Path folder) throws IOException {
    Path program = folder.resolve("usr/sbin/nginx");
    Path gathered = Files.createDirectories(folder.resolve("lib"));
    for (String line : DebianPackages.output(List.of("ldd", program.toString()))) {
      if (line.contains("not found")) {
        String library = line.strip().replaceFirst("\\.so.*", ".so");
        Path unpacked = Files.createTempDirectory(folder, "library");
        for (String name : LIBRARIES.getOrDefault(library, List.of())) {
          packages.unpack(name, unpacked);
        }
        try (Stream<Path> files = Files.walk(unpacked)) {
          for (Path file :
              files.filter(it -> it.getFileName().toString().contains(".so")).toList()) {
            Files.copy(
                file, gathered.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
  }

  private boolean works() {
    try {
      Process process =
          builder("-v")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    if (libraries != null) {
      builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
    }
    return builder;
  }
}
