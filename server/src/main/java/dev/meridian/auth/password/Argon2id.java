package dev.meridian.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id hashes as PHC strings, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
///
/// @param memoryKib of one hash
/// @param passes over that memory
/// @param lanes that could run in parallel
public record Argon2id(int memoryKib, int passes, int lanes) {

  /// What OWASP's password storage cheat sheet names as the least: 19 MiB, two passes.
  public static final Argon2id STANDARD = new Argon2id(19 * 1024, 2, 1);

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  public String hash(String password) {
    var salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(memoryKib, passes, lanes, text(salt), text(derive(password, salt, HASH_BYTES)));
  }

  /// Whether the password has this hash, made with whatever parameters.
  public static boolean verify(String password, String phc) {
    var parts = parts(phc);
    var expected = Base64.getDecoder().decode(parts.group(5));
    var salt = Base64.getDecoder().decode(parts.group(4));
    var actual = parameters(parts).derive(password, salt, expected.length);
    return MessageDigest.isEqual(expected, actual);
  }

  /// Whether the hash was made with other parameters than these.
  public boolean isOutdated(String phc) {
    return !equals(parameters(parts(phc)));
  }

  private static Matcher parts(String phc) {
    var parts = PHC.matcher(phc);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an Argon2id PHC string");
    }
    return parts;
  }

  private static Argon2id parameters(Matcher parts) {
    return new Argon2id(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  private byte[] derive(String password, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    var hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
