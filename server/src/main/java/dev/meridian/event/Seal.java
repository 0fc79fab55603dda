package dev.meridian.event;

import dev.meridian.db.Sha256;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts with a key that only the client knows (AES-256-GCM), so that a copy of the database
/// does not tell secrets that were shown once.
///
/// Bytes: a nonce of 12, then the cipher text with its tag.
final class Seal {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  Seal(String secret) {
    this.key = new SecretKeySpec(Sha256.of("answer\n" + secret).getBytes(), "AES");
  }

  Buffer close(Buffer plain) {
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    return Buffer.buffer(nonce).appendBytes(run(Cipher.ENCRYPT_MODE, nonce, plain.getBytes()));
  }

  Buffer open(Buffer sealed) {
    var nonce = sealed.getBytes(0, NONCE_BYTES);
    var rest = sealed.getBytes(NONCE_BYTES, sealed.length());
    return Buffer.buffer(run(Cipher.DECRYPT_MODE, nonce, rest));
  }

  private byte[] run(int mode, byte[] nonce, byte[] input) {
    try {
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a kept answer cannot be read", e);
    }
  }
}
