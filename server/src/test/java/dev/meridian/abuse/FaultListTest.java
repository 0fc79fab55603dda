package dev.meridian.abuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The fault and abuse list of `docs/reliability.md` names a test for every number, and each of
/// them exists.
class FaultListTest {
  private static final int CASES = 40;
  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| ([^|]+) \\| ([^|]+) \\|.*");
  private static final Pattern NAME = Pattern.compile("`(\\w+)\\.(\\w+)`");
  private static final List<Path> TESTS =
      List.of(Path.of("src", "test", "java"), Path.of("ydoc", "src", "test", "java"));

  private record Row(int number, String tests) {}

  private static List<Row> rows() throws IOException {
    String page = Files.readString(Path.of("../docs/reliability.md"));
    String list = page.substring(page.indexOf("## The fault and abuse list"));
    return ROW.matcher(list)
        .results()
        .map(row -> new Row(Integer.parseInt(row.group(1)), row.group(3)))
        .toList();
  }

  @Test
  void everyNumberIsThereOnce() throws IOException {
    assertEquals(
        IntStream.rangeClosed(1, CASES).boxed().toList(),
        rows().stream().map(Row::number).toList());
  }

  @Test
  void everyNumberHasATestOrSaysWhyNot() throws IOException {
    for (Row row : rows()) {
      assertTrue(
          NAME.matcher(row.tests()).find() || row.tests().startsWith("not yet: "),
          "case " + row.number());
    }
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    var missing = new ArrayList<String>();
    for (Row row : rows()) {
      NAME.matcher(row.tests())
          .results()
          .filter(name -> !source(name.group(1)).contains("void " + name.group(2) + "("))
          .forEach(name -> missing.add(row.number() + ": " + name.group()));
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void everyTestOfACaseIsNamed() throws IOException {
    var listed = new TreeSet<String>();
    rows()
        .forEach(row -> NAME.matcher(row.tests()).results().forEach(it -> listed.add(it.group(2))));
    var missing = new TreeSet<String>();
    for (Path file : files()) {
      Pattern.compile("void (case\\d+\\w+)\\(")
          .matcher(Files.readString(file))
          .results()
          .map(it -> it.group(1))
          .filter(name -> !listed.contains(name))
          .forEach(missing::add);
    }
    assertEquals(new TreeSet<String>(), missing);
  }

  private static String source(String type) {
    return files().stream()
        .filter(file -> file.endsWith(type + ".java"))
        .map(FaultListTest::read)
        .reduce("", String::concat);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files() {
    var files = new ArrayList<Path>();
    for (Path folder : TESTS) {
      try (Stream<Path> paths = Files.walk(folder)) {
        paths.filter(path -> path.toString().endsWith("Test.java")).forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }
}
