package dev.meridian.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.CompactionRule;
import dev.meridian.http.limit.Limit;
import dev.meridian.live.LiveLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static List<String> problems(Map<String, String> environment) {
    return assertThrows(SettingsProblem.class, () -> Settings.read(environment)).sentences();
  }

  @Test
  void haveDefaults() {
    var settings = Settings.read(Map.of("PATH", "/bin"));
    assertEquals("127.0.0.1", settings.http().host());
    assertEquals(8080, settings.http().port());
    assertEquals(Optional.empty(), settings.http().publicUrl());
    assertEquals(Set.of(), settings.http().allowedOrigins());
    assertEquals(List.of(), settings.http().trustedProxies());
    assertFalse(settings.http().metricsForAll());
    assertEquals(Path.of("data"), settings.database().data());
    assertEquals(Optional.empty(), settings.database().url());
    assertEquals(Optional.empty(), settings.setupToken());
    assertEquals(Duration.ofDays(30), settings.signIn().lifetime());
    assertEquals(new Limit(10, Duration.ofMinutes(5)), settings.limits().signInsByAccount());
  }

  @Test
  void canAllBeSet() {
    var environment = new LinkedHashMap<String, String>();
    environment.put("MERIDIAN_HTTP_HOST", "0.0.0.0");
    environment.put("MERIDIAN_HTTP_PORT", " 0 ");
    environment.put("MERIDIAN_PUBLIC_URL", "https://OKR.example.org/");
    environment.put("MERIDIAN_ALLOWED_ORIGINS", "https://a.example, http://b.example:81");
    environment.put("MERIDIAN_TRUSTED_PROXIES", "10.0.0.0/8,::1");
    environment.put("MERIDIAN_DRAIN_SECONDS", "15");
    environment.put("MERIDIAN_DATA", "/srv/meridian");
    environment.put("MERIDIAN_DATABASE_URL", "postgresql://me:p,w@db.example/okr");
    environment.put("MERIDIAN_DATABASE_CONNECTIONS", "40");
    environment.put("MERIDIAN_REDIS_URL", "rediss://:p,w@cache.example:6380");
    environment.put("MERIDIAN_REDIS_PREFIX", "okr.example");
    environment.put("MERIDIAN_SETUP_TOKEN", "0123456789abcdef");
    environment.put("MERIDIAN_SIGN_IN_DAYS", "7");
    environment.put("MERIDIAN_METRICS", "all");
    environment.put("MERIDIAN_METRICS_TOKEN", "fedcba9876543210");
    environment.put("MERIDIAN_LOG", "DEBUG");
    environment.put("MERIDIAN_LOG_FORMAT", "JSON");
    Settings.NAMES.keySet().stream()
        .filter(name -> name.startsWith("MERIDIAN_LIMIT_"))
        .forEach(name -> environment.put(name, "7/8"));

    Settings.NAMES.keySet().stream()
        .filter(name -> name.matches("MERIDIAN_(COLLAB|LIVE)_.*"))
        .forEach(name -> environment.put(name, collab(name)));

    var settings = Settings.read(environment);

    assertEquals(Settings.NAMES.keySet(), environment.keySet(), "every setting is set here");
    assertEquals("0.0.0.0", settings.http().host());
    assertEquals(0, settings.http().port());
    assertEquals(Optional.of(URI.create("https://okr.example.org")), settings.http().publicUrl());
    assertEquals(
        Set.of("https://a.example", "http://b.example:81"), settings.http().allowedOrigins());
    assertTrue(settings.http().trustedProxies().getFirst().contains("10.1.1.1"));
    assertTrue(settings.http().metricsForAll());
    assertEquals(Duration.ofSeconds(15), settings.http().drain());
    assertEquals("fedcba9876543210", settings.http().metricsToken().map(Secret::value).orElse(""));
    assertEquals(Path.of("/srv/meridian"), settings.database().data());
    assertEquals(
        "postgresql://me:p,w@db.example/okr",
        settings.database().url().map(Secret::value).orElse(""));
    assertEquals(40, settings.database().connections());
    var redis = settings.redis().orElseThrow();
    assertEquals("rediss://:p,w@cache.example:6380", redis.url().value());
    assertEquals("okr.example", redis.prefix());
    assertEquals("0123456789abcdef", settings.setupToken().map(Secret::value).orElse(""));
    assertEquals(Duration.ofDays(7), settings.signIn().lifetime());
    var limit = new Limit(7, Duration.ofSeconds(8));
    var standard = CollabLimits.standard();
    assertEquals(
        new CollabLimits(
            70_000,
            70_000,
            70,
            Duration.ofSeconds(70),
            70_000,
            70,
            70_000,
            Duration.ofSeconds(70),
            standard.heartbeat(),
            standard.silence(),
            70_000,
            70,
            70_000,
            standard.idle()),
        settings.collab());
    assertEquals(new CompactionRule(70, 70_000, Duration.ofDays(70)), settings.compaction());
    var live = LiveLimits.standard();
    assertEquals(
        new LiveLimits(
            70_000,
            70,
            70,
            Duration.ofSeconds(70),
            Duration.ofSeconds(70),
            live.heartbeat(),
            live.silence(),
            live.versionsKept(),
            live.versionBytesKept(),
            live.idle()),
        settings.live());
    assertEquals(
        new Settings.Limits(limit, limit, limit, limit, limit, limit, limit, limit),
        settings.limits());
  }

  private static String collab(String name) {
    return name.contains("BYTES") ? "70000" : "70";
  }

  @Test
  void tellAllTheirProblemsAtOnce() {
    assertEquals(
        List.of(
            "MERIDIAN_HTTP_PROT is not a setting of Meridian; see docs/settings.md.",
            "MERIDIAN_HTTP_PORT must be a whole number from 0 to 65535, not 99999.",
            "MERIDIAN_PUBLIC_URL must look like https://okr.example.org, without a path, not"
                + " okr.example.org.",
            "MERIDIAN_TRUSTED_PROXIES must list addresses or ranges such as 10.0.0.0/8, not proxy.",
            "MERIDIAN_METRICS must be one of loopback, all, not some.",
            "MERIDIAN_DATABASE_URL must look like"
                + " postgresql://user:password@host:5432/database.",
            "MERIDIAN_REDIS_URL must look like redis://user:password@host:6379.",
            "MERIDIAN_LIMIT_LINKS must be a number and a span in seconds, such as 10/60, not many.",
            "MERIDIAN_SETUP_TOKEN must have at least 16 characters.",
            "MERIDIAN_LOG must be one of error, warn, info, debug, trace, not loud."),
        problems(
            Map.ofEntries(
                Map.entry("MERIDIAN_HTTP_PROT", "8080"),
                Map.entry("MERIDIAN_HTTP_PORT", "99999"),
                Map.entry("MERIDIAN_PUBLIC_URL", "okr.example.org"),
                Map.entry("MERIDIAN_TRUSTED_PROXIES", "proxy"),
                Map.entry("MERIDIAN_METRICS", "some"),
                Map.entry("MERIDIAN_DATABASE_URL", "mysql://root:secret@db/okr"),
                Map.entry("MERIDIAN_LIMIT_LINKS", "many"),
                Map.entry("MERIDIAN_SETUP_TOKEN", "short"),
                Map.entry("MERIDIAN_LOG", "loud"),
                Map.entry("MERIDIAN_REDIS_URL", "cache:6379"))));
  }

  @Test
  void neverPrintTheirSecrets() {
    var settings =
        Settings.read(
            Map.of(
                "MERIDIAN_DATABASE_URL", "postgresql://me:hidden-word@db/okr",
                "MERIDIAN_REDIS_URL", "redis://:hidden-word@cache",
                "MERIDIAN_SETUP_TOKEN", "hidden-word-of-setup",
                "MERIDIAN_METRICS_TOKEN", "hidden-word-of-metrics"));
    assertFalse(settings.toString().contains("hidden-word"), settings::toString);
  }

  @Test
  void areEachDocumentedWithTheirDefault() throws IOException {
    var row = Pattern.compile("^\\| `(MERIDIAN_\\w+)` \\| (?:`([^`]*)`|–) \\| \\S.* \\|$");
    var documented = new LinkedHashMap<String, String>();
    for (var line : Files.readAllLines(Path.of("../docs/settings.md"))) {
      var match = row.matcher(line);
      if (match.matches()) {
        documented.put(match.group(1), Optional.ofNullable(match.group(2)).orElse(""));
      }
    }
    assertEquals(List.copyOf(Settings.NAMES.entrySet()), List.copyOf(documented.entrySet()));
  }
}
