package dev.meridian.collab.testing;

import dev.meridian.testing.Signals;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The real server as a process of its own, on its own embedded database unless it is given another
/// one, that can be killed, stopped for a while and started again on the same data.
public final class ServerProcess implements AutoCloseable {
  /// Options of a virtual machine that starts fast and takes little.
  public static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m");

  static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  private static final String SETUP_TOKEN = "set-up-token-of-the-kill-test";

  private final Path data;
  private final int port;
  private final Map<String, String> settings;
  private final List<String> javaOptions;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private Process process;

  public ServerProcess(Path data) {
    this(data, Map.of());
  }

  /// @param data its folder
  /// @param settings besides those that all have, by the names of the variables
  public ServerProcess(Path data, Map<String, String> settings) {
    this(data, settings, SMALL);
  }

  /// @param data its folder
  /// @param settings besides those that all have, by the names of the variables
  /// @param javaOptions of its virtual machine
  public ServerProcess(Path data, Map<String, String> settings, List<String> javaOptions) {
    this.data = data;
    this.settings = settings;
    this.javaOptions = javaOptions;
    this.port = freePort();
    this.process = launch();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns when requests are served.
  private Process launch() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(javaOptions);
    if (!javaOptions.contains("-cp")) {
      command.addAll(List.of("-cp", CLASS_PATH));
    }
    command.add("dev.meridian.Main");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(data.resolve("server.log").toFile()));
    builder.environment().put("MERIDIAN_DATA", data.toString());
    builder.environment().put("MERIDIAN_HTTP_PORT", Integer.toString(port));
    builder.environment().put("MERIDIAN_SETUP_TOKEN", SETUP_TOKEN);
    builder.environment().putAll(settings);
    try {
      Process started = builder.start();
      BufferedReader out = started.inputReader();
      String line;
      while ((line = out.readLine()) != null) {
        if (line.startsWith("meridian ready at ")) {
          Thread.ofVirtual().start(() -> readOn(out));
          return started;
        }
      }
      throw new AssertionError("the server did not start; see " + data.resolve("server.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readOn(BufferedReader out) {
    try {
      out.lines().forEach(_ -> {});
    } catch (UncheckedIOException _) {
      // the process was killed
    }
  }

  public String socketUrl() {
    return "ws://127.0.0.1:" + port;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// What it has logged since its first start.
  public List<String> log() {
    try {
      return Files.readAllLines(data.resolve("server.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Processor time since it was started.
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// The most memory it has had since it was started, -1 where the machine does not tell.
  public long peakMegabytes() {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException _) {
      return -1;
    }
  }

  /// Asks it to end, and waits until it has.
  public void stop() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Lets it stand still: connections stay and nothing answers.
  public void freeze() {
    Signals.send("STOP", process.pid());
  }

  public void thaw() {
    Signals.send("CONT", process.pid());
  }

  public void startAgain() {
    process = launch();
  }

  /// Makes the first workspace; its admin's access token.
  public String setUp() {
    return post(
            "/setup",
            new JsonObject()
                .put("setupToken", SETUP_TOKEN)
                .put("workspaceName", "Acme")
                .put("name", "Ada")
                .put("email", "ada@example.org")
                .put("password", "correct horse battery staple")
                .put("timeZone", "Europe/Berlin"),
            null)
        .getString("accessToken");
  }

  /// A new access token for the same person.
  public String signIn() {
    return post(
            "/session",
            new JsonObject()
                .put("email", "ada@example.org")
                .put("password", "correct horse battery staple"),
            null)
        .getString("accessToken");
  }

  public JsonObject post(String path, JsonObject body, @Nullable String token) {
    HttpRequest.Builder request =
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
    return send(request.build());
  }

  public JsonObject get(String path, String token) {
    return send(request(path, token).GET().build());
  }

  private HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
            .timeout(Duration.ofSeconds(10));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private JsonObject send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new AssertionError(request.uri() + " answers " + response.body());
      }
      return new JsonObject(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    stop();
    http.close();
  }
}
