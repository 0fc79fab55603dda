package dev.meridian.auth;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Refresh tokens form a chain: each yields its successor by a keyed hash, so that the same token
/// yields the same successor to two tabs, and none has to be stored.
final class RefreshTokens {

  /// How long after its use a token still yields its successor. Later it counts as stolen.
  static final Duration GRACE = Duration.ofSeconds(30);

  private static final String MAC = "HmacSHA256";

  private final SecretKeySpec key;

  RefreshTokens(Buffer secret) {
    this.key = new SecretKeySpec(secret.getBytes(), MAC);
  }

  String successor(String token) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(key);
      return Tokens.text(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }
}
