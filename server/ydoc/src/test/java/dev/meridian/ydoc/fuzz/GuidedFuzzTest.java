package dev.meridian.ydoc.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Looks for inputs that break a door of {@link WireFuzzTest}, guided by what code they reach: all
 * doors share a minute, each in a process of its own. {@code -Dmeridian.guided.seconds} gives them
 * more; a night is 28,800. What is found lies under {@code target/guided}; an input that broke
 * something goes to {@code src/test/resources}, where it is replayed from then on.
 */
class GuidedFuzzTest {
  private static final int SECONDS = Integer.getInteger("meridian.guided.seconds", 60);
  private static final Path FOLDER = Path.of("target", "guided").toAbsolutePath();
  private static final Duration START = Duration.ofMinutes(2);
  private static final int LAST_LINES = 60;

  @Test
  void noGuidedInputBreaksADoor() throws Exception {
    var doors =
        Stream.of(WireFuzzTest.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(FuzzTest.class))
            .map(Method::getName)
            .sorted()
            .toList();
    int each = Math.max(1, SECONDS / doors.size());
    System.out.printf("guided: %d doors, %d seconds each%n", doors.size(), each);
    try (var two = Executors.newFixedThreadPool(2)) {
      var runs = two.invokeAll(doors.stream().map(door -> run(door, each)).toList());
      for (int i = 0; i < runs.size(); i++) {
        assertEquals("fine", runs.get(i).get(), doors.get(i));
      }
    }
  }

  /** The last words of a run that did not end well. */
  private static Callable<String> run(String door, int seconds) {
    return () -> {
      var folder = Files.createDirectories(FOLDER.resolve(door));
      var words = folder.resolve("output.txt");
      var builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "-XX:+UseSerialGC",
                  "-XX:+EnableDynamicAgentLoading",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  "-Djazzer.hooks=true",
                  "-Djazzer.max_duration=" + seconds + "s",
                  GuidedRun.class.getName(),
                  door)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(words.toFile());
      builder.environment().put("JAZZER_FUZZ", "1");
      var process = builder.start();
      if (!process.waitFor(START.toSeconds() + seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "still running; see " + words;
      }
      return process.exitValue() == 0 && isGuided(folder) ? "fine" : lastLines(words);
    };
  }

  /** Inputs that reached new code are kept: none would mean that nothing was instrumented. */
  private static boolean isGuided(Path folder) throws IOException {
    try (var files = Files.walk(folder.resolve(".cifuzz-corpus"))) {
      return files.anyMatch(Files::isRegularFile);
    }
  }

  private static String lastLines(Path words) throws IOException {
    List<String> lines = Files.readAllLines(words);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
