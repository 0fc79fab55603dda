package dev.meridian.db;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A plain hash, as tokens are kept (they are long and random) and copies are compared.
public final class Sha256 {

  private Sha256() {}

  /// 32 bytes.
  public static Buffer of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// 32 bytes.
  public static Buffer of(byte[] bytes) {
    try {
      return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
