package dev.meridian.auth.token;

import dev.meridian.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// Makes and verifies access tokens: JWTs that say who (`sub`, the member) in which sign-in
/// (`sid`), until when (`exp`), and nothing about roles. Used from any thread; holds the keys of
/// the database for an hour, or until a token names one that it does not know.
public final class AccessTokens {

  public static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final Duration KEYS_FRESH = SigningKeyStore.MARGIN.dividedBy(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final String ALGORITHM = "HS256";

  /// What a good token says.
  public record Claims(UUID memberId, UUID signInId) {}

  /// A token and its end.
  public record Issued(String token, Instant expiresAt) {}

  private record Keys(List<SigningKey> keys, JWTAuth signer, JWTAuth verifier, Instant loadedAt) {

    boolean has(String kid) {
      return keys.stream().anyMatch(key -> key.kid().equals(kid));
    }
  }

  private final Vertx vertx;
  private final SigningKeyStore store;
  private final InstantSource clock;
  private volatile Future<Keys> keys;

  /// Loads its keys at once.
  public AccessTokens(Vertx vertx, Pool pool, InstantSource clock) {
    this.vertx = vertx;
    this.store = new SigningKeyStore(pool);
    this.clock = clock;
    this.keys = load();
  }

  /// A token for a member in a sign-in; called on virtual threads.
  public Issued issue(UUID memberId, UUID signInId) {
    var now = clock.instant();
    var expiresAt = now.plus(LIFETIME);
    var claims =
        new JsonObject()
            .put("sub", memberId.toString())
            .put("sid", signInId.toString())
            .put("iat", now.getEpochSecond())
            .put("exp", expiresAt.getEpochSecond());
    var options = new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true);
    var token = fresh().await().signer().generateToken(claims, options);
    return new Issued(token, Instant.ofEpochSecond(expiresAt.getEpochSecond()));
  }

  /// Fails with a Problem 401 when the token is forged or expired.
  public Future<Claims> verify(String jwt) {
    return knowing(kid(jwt))
        .compose(known ->
            known
                .verifier()
                .authenticate(new TokenCredentials(jwt))
                .map(user -> claims(user.attributes().getJsonObject("accessToken")))
                .recover(_ -> Future.failedFuture(Problem.unauthenticated())));
  }

  /// Throws, which fails the future, when the token is not one of ours or has expired.
  private Claims claims(JsonObject said) {
    if (said.getLong("exp") <= clock.instant().getEpochSecond()) {
      throw Problem.unauthenticated();
    }
    return new Claims(
        UUID.fromString(said.getString("sub")), UUID.fromString(said.getString("sid")));
  }

  private Future<Keys> fresh() {
    return keys.compose(
        known ->
            known.loadedAt().plus(KEYS_FRESH).isBefore(clock.instant())
                ? reload()
                : Future.succeededFuture(known),
        _ -> reload());
  }

  /// Another node may have made a key meanwhile.
  private Future<Keys> knowing(String kid) {
    return fresh()
        .compose(known ->
            known.has(kid) || known.loadedAt().plus(BETWEEN_LOOKS).isAfter(clock.instant())
                ? Future.succeededFuture(known)
                : reload());
  }

  private Future<Keys> reload() {
    var loading = load();
    keys = loading;
    return loading;
  }

  private Future<Keys> load() {
    var now = clock.instant();
    return store
        .load(now)
        .map(found -> new Keys(found, jwt(List.of(found.getFirst())), jwt(found), now));
  }

  /// Its own look at `exp` would use the machine's clock, so it is told not to look.
  private JWTAuth jwt(List<SigningKey> signingKeys) {
    var options =
        signingKeys.stream()
            .map(key ->
                new PubSecKeyOptions()
                    .setAlgorithm(ALGORITHM)
                    .setId(key.kid())
                    .setBuffer(Tokens.text(key.secret().getBytes())))
            .collect(Collectors.toList());
    return JWTAuth.create(
        vertx,
        new JWTAuthOptions()
            .setPubSecKeys(options)
            .setJWTOptions(new JWTOptions().setIgnoreExpiration(true)));
  }

  /// The name of the key in the token's header; empty when it has none.
  private static String kid(String jwt) {
    int headerEnd = jwt.indexOf('.');
    if (headerEnd < 0) {
      return "";
    }
    try {
      var header = Base64.getUrlDecoder().decode(jwt.substring(0, headerEnd));
      return new JsonObject(new String(header, StandardCharsets.UTF_8)).getString("kid", "");
    } catch (IllegalArgumentException | DecodeException | ClassCastException _) {
      return "";
    }
  }
}
