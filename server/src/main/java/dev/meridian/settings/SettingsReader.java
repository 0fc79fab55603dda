package dev.meridian.settings;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.CompactionRule;
import dev.meridian.http.limit.Limit;
import dev.meridian.http.limit.Network;
import dev.meridian.live.LiveLimits;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads every setting, keeps a sentence for each problem, and tells all of them at the end. A bad
/// value is replaced by its default meanwhile.
final class SettingsReader {

  private static final String PREFIX = "MERIDIAN_";
  private static final int SHORTEST_SECRET = 16;

  static final Map<String, String> DEFAULTS = defaults();

  private static Map<String, String> defaults() {
    var all = new LinkedHashMap<String, String>();
    all.put("MERIDIAN_HTTP_HOST", "127.0.0.1");
    all.put("MERIDIAN_HTTP_PORT", "8080");
    all.put("MERIDIAN_PUBLIC_URL", "");
    all.put("MERIDIAN_ALLOWED_ORIGINS", "");
    all.put("MERIDIAN_TRUSTED_PROXIES", "");
    all.put("MERIDIAN_DRAIN_SECONDS", "0");
    all.put("MERIDIAN_DATA", "data");
    all.put("MERIDIAN_DATABASE_URL", "");
    all.put("MERIDIAN_DATABASE_CONNECTIONS", "16");
    all.put("MERIDIAN_REDIS_URL", "");
    all.put("MERIDIAN_REDIS_PREFIX", "meridian");
    all.put("MERIDIAN_SETUP_TOKEN", "");
    all.put("MERIDIAN_SIGN_IN_DAYS", "30");
    all.put("MERIDIAN_METRICS", "loopback");
    all.put("MERIDIAN_METRICS_TOKEN", "");
    all.put("MERIDIAN_LOG", "info");
    all.put("MERIDIAN_LOG_FORMAT", "text");
    all.put("MERIDIAN_LIMIT_REQUESTS", "6000/60");
    all.put("MERIDIAN_LIMIT_CONNECTS", "12000/60");
    all.put("MERIDIAN_LIMIT_SIGN_INS_BY_ADDRESS", "100/300");
    all.put("MERIDIAN_LIMIT_SIGN_INS_BY_ACCOUNT", "10/300");
    all.put("MERIDIAN_LIMIT_SET_UPS", "20/300");
    all.put("MERIDIAN_LIMIT_LINKS", "60/300");
    all.put("MERIDIAN_LIMIT_INVITATIONS", "200/3600");
    all.put("MERIDIAN_LIMIT_TICKETS", "300/60");
    all.put("MERIDIAN_COLLAB_MESSAGE_BYTES", "1048576");
    all.put("MERIDIAN_COLLAB_STEP_2_BYTES", "16777216");
    all.put("MERIDIAN_COLLAB_DOCUMENT_BYTES", "67108864");
    all.put("MERIDIAN_COLLAB_DOCUMENTS_PER_SOCKET", "128");
    all.put("MERIDIAN_COLLAB_AUTHENTICATE_SECONDS", "10");
    all.put("MERIDIAN_COLLAB_BYTES_BEFORE_JOINING", "65536");
    all.put("MERIDIAN_COLLAB_MESSAGES_PER_SECOND", "500");
    all.put("MERIDIAN_COLLAB_BYTES_PER_SECOND", "4194304");
    all.put("MERIDIAN_COLLAB_SLOW_READER_SECONDS", "20");
    all.put("MERIDIAN_COLLAB_AWARENESS_BYTES", "16384");
    all.put("MERIDIAN_COLLAB_AWARENESS_IDS", "8");
    all.put("MERIDIAN_COLLAB_SNAPSHOT_ROWS", "1000");
    all.put("MERIDIAN_COLLAB_SNAPSHOT_BYTES", "1048576");
    all.put("MERIDIAN_COLLAB_HISTORY_DAYS", "400");
    all.put("MERIDIAN_LIVE_MESSAGE_BYTES", "16384");
    all.put("MERIDIAN_LIVE_WATCHES_PER_SOCKET", "200");
    all.put("MERIDIAN_LIVE_MESSAGES_PER_SECOND", "100");
    all.put("MERIDIAN_LIVE_AUTHENTICATE_SECONDS", "10");
    all.put("MERIDIAN_LIVE_SLOW_READER_SECONDS", "20");
    return Collections.unmodifiableMap(all);
  }

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  Settings read() {
    refuseUnknownNames();
    var settings =
        new Settings(
            http(),
            database(),
            redis(),
            signIn(),
            limits(),
            collab(),
            compaction(),
            live(),
            secret("MERIDIAN_SETUP_TOKEN"));
    value("MERIDIAN_LOG", oneOf("error", "warn", "info", "debug", "trace"));
    value("MERIDIAN_LOG_FORMAT", oneOf("text", "json"));
    if (!problems.isEmpty()) {
      throw new SettingsProblem(problems);
    }
    return settings;
  }

  private void refuseUnknownNames() {
    environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !DEFAULTS.containsKey(name))
        .sorted()
        .forEach(
            name -> problems.add(name + " is not a setting of Meridian; see docs/settings.md."));
  }

  private Settings.Http http() {
    return new Settings.Http(
        value("MERIDIAN_HTTP_HOST", Function.identity()),
        value("MERIDIAN_HTTP_PORT", number(0, 65_535)),
        optional("MERIDIAN_PUBLIC_URL", SettingsReader::origin).map(URI::create),
        Set.copyOf(list("MERIDIAN_ALLOWED_ORIGINS", SettingsReader::origin)),
        list("MERIDIAN_TRUSTED_PROXIES", SettingsReader::network),
        secret("MERIDIAN_METRICS_TOKEN"),
        value("MERIDIAN_METRICS", oneOf("loopback", "all")).equals("all"),
        Duration.ofSeconds(value("MERIDIAN_DRAIN_SECONDS", number(0, 600))));
  }

  private Settings.Database database() {
    return new Settings.Database(
        Path.of(value("MERIDIAN_DATA", Function.identity())),
        optional("MERIDIAN_DATABASE_URL", SettingsReader::postgresUrl).map(Secret::new),
        value("MERIDIAN_DATABASE_CONNECTIONS", number(4, 1000)));
  }

  private Optional<Settings.Redis> redis() {
    var prefix = value("MERIDIAN_REDIS_PREFIX", SettingsReader::prefix);
    return optional("MERIDIAN_REDIS_URL", SettingsReader::redisUrl)
        .map(url -> new Settings.Redis(new Secret(url), prefix));
  }

  private Settings.SignIn signIn() {
    return new Settings.SignIn(Duration.ofDays(value("MERIDIAN_SIGN_IN_DAYS", number(1, 400))));
  }

  private Settings.Limits limits() {
    return new Settings.Limits(
        value("MERIDIAN_LIMIT_REQUESTS", SettingsReader::limit),
        value("MERIDIAN_LIMIT_CONNECTS", SettingsReader::limit),
        value("MERIDIAN_LIMIT_SIGN_INS_BY_ADDRESS", SettingsReader::limit),
        value("MERIDIAN_LIMIT_SIGN_INS_BY_ACCOUNT", SettingsReader::limit),
        value("MERIDIAN_LIMIT_SET_UPS", SettingsReader::limit),
        value("MERIDIAN_LIMIT_LINKS", SettingsReader::limit),
        value("MERIDIAN_LIMIT_INVITATIONS", SettingsReader::limit),
        value("MERIDIAN_LIMIT_TICKETS", SettingsReader::limit));
  }

  private CollabLimits collab() {
    var standard = CollabLimits.standard();
    return new CollabLimits(
        value("MERIDIAN_COLLAB_MESSAGE_BYTES", number(1 << 10, 1 << 24)),
        value("MERIDIAN_COLLAB_STEP_2_BYTES", number(1 << 16, 1 << 26)),
        value("MERIDIAN_COLLAB_DOCUMENTS_PER_SOCKET", number(1, 10_000)),
        Duration.ofSeconds(value("MERIDIAN_COLLAB_AUTHENTICATE_SECONDS", number(1, 300))),
        value("MERIDIAN_COLLAB_BYTES_BEFORE_JOINING", number(1 << 10, 1 << 24)),
        value("MERIDIAN_COLLAB_MESSAGES_PER_SECOND", number(1, 1_000_000)),
        value("MERIDIAN_COLLAB_BYTES_PER_SECOND", number(1 << 10, 1 << 29)),
        Duration.ofSeconds(value("MERIDIAN_COLLAB_SLOW_READER_SECONDS", number(1, 600))),
        standard.heartbeat(),
        standard.silence(),
        value("MERIDIAN_COLLAB_AWARENESS_BYTES", number(1 << 8, 1 << 20)),
        value("MERIDIAN_COLLAB_AWARENESS_IDS", number(1, 1_000)),
        value("MERIDIAN_COLLAB_DOCUMENT_BYTES", number(1 << 16, 1 << 27)),
        standard.idle());
  }

  private CompactionRule compaction() {
    return new CompactionRule(
        value("MERIDIAN_COLLAB_SNAPSHOT_ROWS", number(1, 1_000_000)),
        value("MERIDIAN_COLLAB_SNAPSHOT_BYTES", number(1, 1 << 28)),
        Duration.ofDays(value("MERIDIAN_COLLAB_HISTORY_DAYS", number(0, 36_500))));
  }

  private LiveLimits live() {
    var standard = LiveLimits.standard();
    return new LiveLimits(
        value("MERIDIAN_LIVE_MESSAGE_BYTES", number(1 << 10, 1 << 20)),
        value("MERIDIAN_LIVE_WATCHES_PER_SOCKET", number(1, 10_000)),
        value("MERIDIAN_LIVE_MESSAGES_PER_SECOND", number(1, 10_000)),
        Duration.ofSeconds(value("MERIDIAN_LIVE_AUTHENTICATE_SECONDS", number(1, 300))),
        Duration.ofSeconds(value("MERIDIAN_LIVE_SLOW_READER_SECONDS", number(1, 600))),
        standard.heartbeat(),
        standard.silence(),
        standard.versionsKept(),
        standard.versionBytesKept(),
        standard.idle());
  }

  /// An empty variable counts as one that is not set.
  private @Nullable String raw(String name) {
    var text = environment.get(name);
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static String defaultOf(String name) {
    var text = DEFAULTS.get(name);
    if (text == null) {
      throw new IllegalArgumentException("not a setting: " + name);
    }
    return text;
  }

  private <T> T value(String name, Function<String, T> parse) {
    var text = raw(name);
    if (text != null) {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        problems.add(name + " " + e.getMessage() + ".");
      }
    }
    return parse.apply(defaultOf(name));
  }

  private <T> Optional<T> optional(String name, Function<String, T> parse) {
    return value(name, text -> text.isEmpty() ? Optional.empty() : Optional.of(parse.apply(text)));
  }

  private <T> List<T> list(String name, Function<String, T> parse) {
    return value(
        name,
        text ->
            Stream.of(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(parse)
                .toList());
  }

  private Optional<Secret> secret(String name) {
    var text = raw(name);
    if (text != null && text.length() < SHORTEST_SECRET) {
      problems.add("%s must have at least %d characters.".formatted(name, SHORTEST_SECRET));
    }
    return Optional.ofNullable(text).map(Secret::new);
  }

  private static Function<String, Integer> number(int least, int most) {
    return text -> {
      var number = text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : Integer.MIN_VALUE;
      if (number < least || number > most) {
        throw bad("must be a whole number from %d to %d, not %s", least, most, text);
      }
      return number;
    };
  }

  private static Function<String, String> oneOf(String... words) {
    return text -> {
      var word = text.toLowerCase(Locale.ROOT);
      if (!List.of(words).contains(word)) {
        throw bad("must be one of %s, not %s", String.join(", ", words), text);
      }
      return word;
    };
  }

  /// `https://host` or `http://host:port`, as browsers write it.
  private static String origin(String text) {
    var uri = uri(text);
    var scheme = uri == null ? null : uri.getScheme();
    if (uri == null
        || uri.getHost() == null
        || !("http".equals(scheme) || "https".equals(scheme))
        || !Set.of("", "/").contains(uri.getRawPath())
        || uri.getRawQuery() != null
        || uri.getRawUserInfo() != null) {
      throw bad("must look like https://okr.example.org, without a path, not %s", text);
    }
    var port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
  }

  private static Network network(String text) {
    try {
      return Network.of(text);
    } catch (IllegalArgumentException _) {
      throw bad("must list addresses or ranges such as 10.0.0.0/8, not %s", text);
    }
  }

  /// The value is not repeated: it may hold a password.
  private static String postgresUrl(String text) {
    var uri = uri(text);
    if (uri == null
        || uri.getHost() == null
        || !Set.of("postgres", "postgresql").contains(String.valueOf(uri.getScheme()))) {
      throw bad("must look like postgresql://user:password@host:5432/database");
    }
    return text;
  }

  /// The value is not repeated: it may hold a password.
  private static String redisUrl(String text) {
    var uri = uri(text);
    if (uri == null
        || uri.getHost() == null
        || !Set.of("redis", "rediss").contains(String.valueOf(uri.getScheme()))) {
      throw bad("must look like redis://user:password@host:6379");
    }
    return text;
  }

  private static String prefix(String text) {
    if (!text.matches("[A-Za-z0-9_.-]{1,64}")) {
      throw bad("must be 1 to 64 letters, digits and _ . -, not %s", text);
    }
    return text;
  }

  private static Limit limit(String text) {
    if (!text.matches("[0-9]{1,9}/[0-9]{1,9}") || text.matches("0+/.*|.*/0+")) {
      throw bad("must be a number and a span in seconds, such as 10/60, not %s", text);
    }
    var parts = text.split("/");
    return new Limit(Integer.parseInt(parts[0]), Duration.ofSeconds(Integer.parseInt(parts[1])));
  }

  private static @Nullable URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      return null;
    }
  }

  private static IllegalArgumentException bad(String reason, Object... values) {
    return new IllegalArgumentException(reason.formatted(values));
  }
}
