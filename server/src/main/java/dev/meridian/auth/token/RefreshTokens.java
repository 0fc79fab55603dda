package dev.meridian.auth.token;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Refresh tokens form a chain: each yields its successor by a keyed hash, so that the same token
/// yields the same successor to two tabs, and none has to be stored.
public final class RefreshTokens {

  /// How long after its use a token still yields its successor. Later it counts as stolen.
  public static final Duration GRACE = Duration.ofSeconds(30);

  private static final String MAC = "HmacSHA256";

  private final SecretKeySpec key;

  /// With the secret that all nodes share; made at the first start ever.
  public static Future<RefreshTokens> load(Pool pool, InstantSource clock) {
    return new SigningKeyStore(pool).refreshSecret(clock.instant()).map(RefreshTokens::new);
  }

  private RefreshTokens(Buffer secret) {
    this.key = new SecretKeySpec(secret.getBytes(), MAC);
  }

  public String successor(String token) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(key);
      return Tokens.text(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }
}
