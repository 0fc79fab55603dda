package dev.meridian.ydoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is so. */
class ReadmeTest {
  private static final Pattern LIMIT =
      Pattern.compile("^\\| `(\\w+\\.\\w+)` \\| ([\\d,]+) \\|", Pattern.MULTILINE);

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  /** The first block of a language. */
  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme());
    assertTrue(block.find(), "a block of " + language);
    return block.group(1);
  }

  @Test
  void exampleRunsAndPrintsWhatItSays(@TempDir Path folder) throws Exception {
    Path source = folder.resolve("Example.java");
    Files.writeString(source, block("java"));
    Path classes = Path.of(YDoc.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process example =
        new ProcessBuilder(java, "-cp", classes.toString(), source.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(example.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(example.waitFor(60, TimeUnit.SECONDS));
    assertEquals(block("text"), printed);
  }

  @Test
  void limitsAreTheStandardOnes() throws Exception {
    Map<String, Long> actual = new HashMap<>();
    collect("update", Limits.standard().update(), actual);
    collect("values", Limits.standard().values(), actual);
    collect("document", Limits.standard().document(), actual);
    Map<String, Long> said = new HashMap<>();
    for (Matcher row = LIMIT.matcher(readme()); row.find(); ) {
      said.put(row.group(1), Long.valueOf(row.group(2).replace(",", "")));
    }
    assertEquals(actual, said);
  }

  private static void collect(String group, Record limits, Map<String, Long> target)
      throws ReflectiveOperationException {
    for (RecordComponent component : limits.getClass().getRecordComponents()) {
      if (component.getAccessor().invoke(limits) instanceof Number number) {
        target.put(group + "." + component.getName(), number.longValue());
      }
    }
  }
}
