package dev.meridian;

import dev.meridian.db.DatabaseProblem;
import dev.meridian.db.backup.BackupProblem;
import dev.meridian.db.backup.Commands;
import dev.meridian.settings.Secret;
import dev.meridian.settings.Settings;
import dev.meridian.settings.SettingsProblem;
import java.util.List;
import sun.misc.Signal;

/// Starts Meridian: settings, the server, the ready line; and stops it on SIGTERM and Ctrl-C. With
/// the words `backup` or `restore` it does that instead, and ends.
///
/// Exit codes: 1 = could not start, 2 = the settings are wrong. Standard output has the set-up
/// link, if it is needed, and the ready line; the log goes to standard error.
public final class Main {

  /// With what number is added, the exit code of a process that a signal has ended.
  private static final int SIGNALLED = 128;

  private Main() {}

  public static void main(String[] arguments) {
    try {
      run(Settings.read(System.getenv()), List.of(arguments));
    } catch (SettingsProblem problem) {
      problem.sentences().forEach(System.err::println);
      System.exit(2);
    } catch (StartProblem | DatabaseProblem | BackupProblem problem) {
      System.err.println(problem.getMessage());
      System.exit(1);
    }
  }

  private static void run(Settings settings, List<String> arguments) {
    var database = settings.database();
    var commands = new Commands(database.data(), database.url().map(Secret::value), System.out);
    var rest = arguments.stream().skip(1).toList();
    switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
      case "" -> serve(settings);
      case "backup" -> commands.backup(rest);
      case "restore" -> commands.restore(rest);
      case String other -> {
        System.err.println(other + " is no command; there are backup and restore.");
        System.exit(2);
      }
    }
  }

  private static void serve(Settings settings) {
    var meridian = Meridian.start(settings, Options.standard());
    Runtime.getRuntime().addShutdownHook(new Thread(meridian::close, "shutdown"));
    List.of("TERM", "INT").forEach(signal -> endOn(signal, meridian));
    meridian.setupLink().ifPresent(link -> System.out.println("set up meridian at " + link));
    System.out.println("meridian ready at " + meridian.url());
  }

  /// Closes before the JVM begins to end: then hooks of libraries run beside ours, and Vert.x takes
  /// the page's files away from those who are still served while the server drains.
  private static void endOn(String name, Meridian meridian) {
    var signal = new Signal(name);
    try {
      Signal.handle(
          signal,
          _ -> {
            meridian.close();
            System.exit(SIGNALLED + signal.getNumber());
          });
    } catch (IllegalArgumentException _) {
      // the JVM was told to leave signals alone (-Xrs); the hook has to do
    }
  }
}
