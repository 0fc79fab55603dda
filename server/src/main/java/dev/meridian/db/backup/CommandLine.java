package dev.meridian.db.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A file and options.
record CommandLine(Path file, Set<String> options) {

  /// @param allowed options
  /// @throws BackupProblem with the usage
  static CommandLine read(List<String> arguments, Set<String> allowed, String usage) {
    var options = arguments.stream().filter(it -> it.startsWith("--")).toList();
    var files = arguments.stream().filter(it -> !it.startsWith("--")).toList();
    if (files.size() != 1 || !allowed.containsAll(options)) {
      throw new BackupProblem("Use: " + usage);
    }
    return new CommandLine(Path.of(files.getFirst()), Set.copyOf(options));
  }

  boolean has(String option) {
    return options.contains(option);
  }
}
