package dev.meridian.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemListTest {

  private static final Pattern IN_CODE =
      Pattern.compile("(?:new Problem\\(\\s*\\w+,|conflict\\()\\s*\"([a-z-]+)\"");
  private static final Pattern IN_LIST = Pattern.compile("^\\| \\d{3} \\| `([a-z-]+)` \\|.*$");

  private static Set<String> inCode() throws IOException {
    var codes = new TreeSet<String>();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        var matcher = IN_CODE.matcher(Files.readString(file));
        while (matcher.find()) {
          codes.add(matcher.group(1));
        }
      }
    }
    return codes;
  }

  private static Set<String> inList() throws IOException {
    var codes = new TreeSet<String>();
    for (var line : Files.readAllLines(Path.of("../docs/problems.md"))) {
      var matcher = IN_LIST.matcher(line);
      if (matcher.matches()) {
        codes.add(matcher.group(1));
      }
    }
    return codes;
  }

  @Test
  void hasEachCodeOfTheProgram() throws IOException {
    assertEquals(inCode(), inList());
  }
}
