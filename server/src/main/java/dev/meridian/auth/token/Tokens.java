package dev.meridian.auth.token;

import java.security.SecureRandom;
import java.util.Base64;

/// Random tokens of 256 bits, safe in URLs. The database keeps only their hash.
public final class Tokens {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private Tokens() {}

  public static String random() {
    return text(randomBytes());
  }

  static byte[] randomBytes() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
