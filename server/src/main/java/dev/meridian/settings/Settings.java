package dev.meridian.settings;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.CompactionRule;
import dev.meridian.http.limit.Limit;
import dev.meridian.http.limit.Network;
import dev.meridian.live.LiveLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an operator can set, read once from environment variables. Each is explained in
/// `docs/settings.md`, which a test compares with [#NAMES].
public record Settings(
    Http http,
    Database database,
    Optional<Redis> redis,
    SignIn signIn,
    Limits limits,
    CollabLimits collab,
    CompactionRule compaction,
    LiveLimits live,
    Optional<Secret> setupToken) {

  /// @param port 0 = any free one
  /// @param publicUrl as people reach it, without a path; empty = `http://host:port`
  /// @param allowedOrigins further pages whose browsers may call
  /// @param trustedProxies whose `X-Forwarded-For` is believed
  /// @param metricsToken lets in whoever sends it as a bearer token
  /// @param metricsForAll whether `/metrics` asks for nothing
  /// @param drain how long balancers are told to send nobody here before the server ends
  public record Http(
      String host,
      int port,
      Optional<URI> publicUrl,
      Set<String> allowedOrigins,
      List<Network> trustedProxies,
      Optional<Secret> metricsToken,
      boolean metricsForAll,
      Duration drain) {}

  /// @param data folder of the embedded PostgreSQL
  /// @param url of another PostgreSQL; empty = the embedded one
  /// @param connections in the pool, at most
  public record Database(Path data, Optional<Secret> url, int connections) {}

  /// @param prefix of the channels, so that installations can share a Redis
  public record Redis(Secret url, String prefix) {}

  /// @param lifetime of a sign-in since it was last used
  public record SignIn(Duration lifetime) {}

  /// @param requests of an address, of any kind but upgrades to sockets
  /// @param connects upgrades to sockets, of an address
  /// @param signInsByAddress attempts with a password
  /// @param signInsByAccount attempts with a password, for one e-mail
  /// @param setUps attempts of an address
  /// @param links of an address: looks at, and uses of, invitations and reset links
  /// @param invitations and reset links that a member makes
  /// @param tickets that a member takes
  public record Limits(
      Limit requests,
      Limit connects,
      Limit signInsByAddress,
      Limit signInsByAccount,
      Limit setUps,
      Limit links,
      Limit invitations,
      Limit tickets) {}

  /// The variables and their defaults, in the order in which they are documented; an empty default
  /// means none.
  public static final Map<String, String> NAMES = SettingsReader.DEFAULTS;

  /// @throws SettingsProblem with everything that is wrong at once
  public static Settings read(Map<String, String> environment) {
    return new SettingsReader(environment).read();
  }
}
