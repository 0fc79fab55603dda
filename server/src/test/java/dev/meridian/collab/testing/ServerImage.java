package dev.meridian.collab.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The server in a form that starts faster: folders of classes as jars, and an ahead-of-time cache
/// of one start, which takes some seconds to make. For tests that start it hundreds of times.
public final class ServerImage {
  private ServerImage() {}

  /// @param home an empty folder to make it in
  /// @return options of the virtual machine, class path included
  public static List<String> make(Path home, List<String> javaOptions) {
    try {
      String classPath = classPath(home);
      Path cache = home.resolve("server.aot");
      Path data = Files.createDirectory(home.resolve("data"));
      List<String> training = new ArrayList<>(javaOptions);
      training.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-cp", classPath));
      new ServerProcess(data, Map.of(), training).close();
      List<String> options = new ArrayList<>(javaOptions);
      options.addAll(List.of("-XX:AOTCache=" + cache, "-cp", classPath));
      return options;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath(Path home) throws IOException {
    List<String> parts = new ArrayList<>();
    for (String part : ServerProcess.CLASS_PATH.split(File.pathSeparator)) {
      Path path = Path.of(part);
      if (Files.isRegularFile(path)) {
        parts.add(part);
      } else if (Files.isDirectory(path)) {
        Path jar = home.resolve("classes-" + parts.size() + ".jar");
        pack(path, jar);
        parts.add(jar.toString());
      }
    }
    return String.join(File.pathSeparator, parts);
  }

  private static void pack(Path folder, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file);
        Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(path -> !path.equals(folder)).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (Files.isDirectory(path)) {
          out.putNextEntry(new ZipEntry(name + "/")); // resources are found by their folders
        } else {
          out.putNextEntry(new ZipEntry(name));
          Files.copy(path, out);
        }
        out.closeEntry();
      }
    }
  }
}
