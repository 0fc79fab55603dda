package dev.meridian.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Packages of Debian and Ubuntu, downloaded and unpacked into folders. Installs nothing and needs
/// no root: when this machine has no lists of packages, it reads lists of its own.
final class DebianPackages {
  private static final long PATIENCE_SECONDS = 300;

  private final Path folder;
  private boolean readsOwnLists;

  DebianPackages(Path folder) {
    this.folder = folder;
  }

  /// Does nothing when there is no such package.
  void unpack(String name, Path into) throws IOException {
    Path here = Files.createTempDirectory(folder, name);
    if (!download(name, here) && !readsOwnLists) {
      readsOwnLists = true;
      Files.createDirectories(folder.resolve("lists/partial"));
      Files.createDirectories(folder.resolve("cache/archives/partial"));
      runs(folder, apt("update"));
      download(name, here);
    }
    try (Stream<Path> archives = Files.list(here)) {
      for (Path archive : archives.filter(it -> it.toString().endsWith(".deb")).toList()) {
        runs(here, List.of("dpkg", "-x", archive.toString(), into.toString()));
      }
    }
  }

  private boolean download(String name, Path here) throws IOException {
    return runs(here, apt("download", name));
  }

  private List<String> apt(String... words) {
    List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
    if (readsOwnLists) {
      for (String option :
          List.of(
              "Dir::State::lists=" + folder.resolve("lists"),
              "Dir::Cache=" + folder.resolve("cache"),
              "APT::Sandbox::User=")) {
        command.addAll(List.of("-o", option));
      }
    }
    command.addAll(List.of(words));
    return command;
  }

  /// Whether the command could be started and went well.
  private static boolean runs(Path here, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(here.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static List<String> output(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (Stream<String> lines = process.inputReader().lines()) {
      return lines.toList();
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
