package dev.meridian;

import dev.meridian.db.DatabaseProblem;
import dev.meridian.settings.Settings;
import dev.meridian.settings.SettingsProblem;

/// Starts Meridian: settings, the server, the ready line; and stops it on SIGTERM and Ctrl-C.
///
/// Exit codes: 1 = could not start, 2 = the settings are wrong. Standard output has the set-up
/// link, if it is needed, and the ready line; the log goes to standard error.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    try {
      run(Settings.read(System.getenv()));
    } catch (SettingsProblem problem) {
      problem.sentences().forEach(System.err::println);
      System.exit(2);
    } catch (StartProblem | DatabaseProblem problem) {
      System.err.println(problem.getMessage());
      System.exit(1);
    }
  }

  private static void run(Settings settings) {
    var meridian = Meridian.start(settings, Options.standard());
    Runtime.getRuntime().addShutdownHook(new Thread(meridian::close, "shutdown"));
    meridian.setupLink().ifPresent(link -> System.out.println("set up meridian at " + link));
    System.out.println("meridian ready at " + meridian.url());
  }
}
