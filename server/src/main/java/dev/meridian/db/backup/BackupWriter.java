package dev.meridian.db.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a backup under a name of its own, readable by its owner only, and gives it its name when
/// it is whole and was read again. What is not finished is deleted.
final class BackupWriter implements AutoCloseable {

  /// Writes the rows of a table, and says how many.
  interface Rows {
    long writeTo(OutputStream out) throws SQLException, IOException;
  }

  private final Path file;
  private final Path unfinished;
  private final boolean replace;
  private final ZipOutputStream zip;

  /// @param replace whether a file of that name may be there already
  BackupWriter(Path file, boolean replace) throws IOException {
    this.file = file.toAbsolutePath();
    this.unfinished = this.file.resolveSibling(this.file.getFileName() + ".unfinished");
    this.replace = replace;
    if (!Files.isDirectory(this.file.resolveSibling("."))) {
      throw new BackupProblem("There is no folder %s.".formatted(this.file.getParent()));
    }
    refuseToReplace();
    Files.deleteIfExists(unfinished);
    var channel =
        Files.newByteChannel(
            unfinished,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    zip =
        new ZipOutputStream(
            new BufferedOutputStream(java.nio.channels.Channels.newOutputStream(channel), 1 << 16));
    zip.setComment(Seal.open());
  }

  private void refuseToReplace() throws FileAlreadyExistsException {
    if (!replace && Files.exists(file)) {
      throw new BackupProblem(
          "%s is there already; --force writes over it.".formatted(file.getFileName()));
    }
  }

  Manifest.Part add(String table, Rows rows) throws SQLException, IOException {
    zip.putNextEntry(new ZipEntry(BackupFile.entry(table)));
    var sum = new Sum(zip);
    long count = rows.writeTo(sum);
    zip.closeEntry();
    return new Manifest.Part(count, sum.bytes, sum.hex());
  }

  /// Makes the backup whole, reads it again, and gives it its name.
  void finish(Manifest manifest) throws IOException {
    zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
    zip.write(manifest.write().encodePrettily().getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.close();
    Seal.close(unfinished);
    try (var written = BackupFile.open(unfinished)) {
      if (!written.manifest().equals(manifest)) {
        throw new IOException("what was written reads differently");
      }
    }
    refuseToReplace();
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    try {
      zip.close();
    } catch (IOException _) {
      // a full disk has been told before
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /// Counts and sums what passes, and lets nobody close the zip.
  private static final class Sum extends FilterOutputStream {
    private final MessageDigest digest = Seal.sha256();
    private long bytes;

    Sum(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int offset, int length) throws IOException {
      out.write(some, offset, length);
      digest.update(some, offset, length);
      bytes += length;
    }

    @Override
    public void close() {}

    String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
