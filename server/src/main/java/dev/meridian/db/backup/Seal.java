package dev.meridian.db.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The last bytes of a backup: the comment of its zip, which ends with the SHA-256 of all bytes
/// before that. So a cut or a single wrong byte anywhere in the file is seen before it is used.
final class Seal {

  private static final String WORDS = "meridian backup, sha-256 ";
  private static final int HEX = 64;
  private static final byte[] ZIP = {'P', 'K'};

  private Seal() {}

  /// The comment of a file that is not sealed yet.
  static String open() {
    return WORDS + "0".repeat(HEX);
  }

  /// Seals a finished file.
  static void close(Path file) throws IOException {
    var sum = sum(file);
    try (var end = new RandomAccessFile(file.toFile(), "rw")) {
      end.seek(end.length() - HEX);
      end.write(sum.getBytes(StandardCharsets.US_ASCII));
      end.getFD().sync();
    }
  }

  /// @throws BackupProblem when the file is not, or not any more, what was written
  static void check(Path file) throws IOException {
    var comment = comment(file);
    if (!comment.startsWith(WORDS)) {
      throw new BackupProblem(
          isZip(file)
              ? "%s is not a whole backup: its end is missing.".formatted(file)
              : "%s is not a backup of Meridian.".formatted(file));
    }
    if (!comment.substring(WORDS.length()).equals(sum(file))) {
      throw new BackupProblem(
          "%s is damaged: its bytes are not those that were written.".formatted(file));
    }
  }

  private static String comment(Path file) throws IOException {
    try (var end = new RandomAccessFile(file.toFile(), "r")) {
      var bytes = new byte[(int) Math.min(end.length(), WORDS.length() + HEX)];
      end.seek(end.length() - bytes.length);
      end.readFully(bytes);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static boolean isZip(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return MessageDigest.isEqual(ZIP, in.readNBytes(ZIP.length));
    }
  }

  private static String sum(Path file) throws IOException {
    long left = Files.size(file) - HEX;
    var digest = sha256();
    var buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new IOException("the file has become shorter");
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
