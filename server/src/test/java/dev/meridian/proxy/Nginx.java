package dev.meridian.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.collab.testing.NodeClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An nginx with the configuration of `docker/nginx/nginx.conf` in front of two servers. Only
/// addresses and places of files are others than in the containers.
final class Nginx implements AutoCloseable {
  private static final Path CONFIGURATION = Path.of("../docker/nginx/nginx.conf");

  private final Path folder;
  private final int port = freePort();
  private final Process process;

  /// @param servers as `host:port`
  Nginx(Path folder, List<String> servers) {
    this.folder = folder;
    try {
      Files.writeString(folder.resolve("nginx.conf"), configuration(servers));
      this.process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    NodeClients.until("nginx listens", this::isListening);
  }

  private String configuration(List<String> servers) throws IOException {
    Map<String, String> others = new LinkedHashMap<>();
    others.put("server one:8080 ", "server %s ".formatted(servers.getFirst()));
    others.put("server two:8080 ", "server %s ".formatted(servers.getLast()));
    others.put("listen 8080;", "listen 127.0.0.1:%d;".formatted(port));
    others.put("access_log /dev/stdout ", "access_log %s ".formatted(accessLog()));
    others.put("pid /tmp/", "pid %s/".formatted(folder));
    for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      String name = kind + "_temp_path ";
      others.put(name + "/tmp/", name + folder + "/");
    }
    String text = Files.readString(CONFIGURATION);
    for (var other : others.entrySet()) {
      assertEquals(2, text.split(other.getKey(), -1).length, "once: " + other.getKey());
      text = text.replace(other.getKey(), other.getValue());
    }
    return text;
  }

  private Process launch() throws IOException {
    // a master that is root gives its workers to a user who may not read here
    String user = System.getProperty("user.name").equals("root") ? " user root root;" : "";
    Process started =
        NginxProgram.find()
            .builder(
                "-e",
                "stderr",
                "-p",
                folder.toString(),
                "-c",
                folder.resolve("nginx.conf").toString(),
                "-g",
                "daemon off;" + user)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
    return started;
  }

  private boolean isListening() {
    if (!process.isAlive()) {
      throw new AssertionError("nginx has ended: " + log());
    }
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  String socketUrl() {
    return "ws://127.0.0.1:" + port;
  }

  private Path accessLog() {
    return folder.resolve("access.log");
  }

  /// The lines about requests, one JSON object each.
  List<String> requests() {
    try {
      return Files.readAllLines(accessLog());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What it said besides.
  String log() {
    try {
      return Files.readString(folder.resolve("nginx.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
