package dev.meridian.db.backup;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.zip.ZipFile;

/// A backup that was found whole: its seal, and each part against the manifest.
///
/// A zip of `manifest.json` and `tables/NAME`, which any unzip reads.
final class BackupFile implements AutoCloseable {

  static final String MANIFEST = "manifest.json";

  private final Path path;
  private final ZipFile zip;
  private final Manifest manifest;

  private BackupFile(Path path) throws IOException {
    this.path = path;
    this.zip = new ZipFile(path.toFile());
    try {
      this.manifest = readManifest();
      checkParts();
    } catch (IOException | RuntimeException failure) {
      zip.close();
      throw failure;
    }
  }

  /// Reads it wholly.
  ///
  /// @throws BackupProblem when it is damaged, of a later format, or no backup
  static BackupFile open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new BackupProblem("There is no file %s.".formatted(path));
    }
    Seal.check(path);
    return new BackupFile(path);
  }

  static String entry(String table) {
    return "tables/" + table;
  }

  private Manifest readManifest() throws IOException {
    try (var in = stream(MANIFEST)) {
      return Manifest.read(new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  private void checkParts() throws IOException {
    for (var table : manifest.tables().entrySet()) {
      var part = table.getValue().part();
      if (part.isPresent() && !sum(table.getKey()).equals(part.get().sha256())) {
        throw damaged(table.getKey());
      }
    }
  }

  private String sum(String table) throws IOException {
    try (var in = new DigestInputStream(stream(entry(table)), Seal.sha256())) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  Manifest manifest() {
    return manifest;
  }

  /// The rows of a table that were not left out.
  InputStream rows(String table) throws IOException {
    return stream(entry(table));
  }

  private InputStream stream(String name) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      throw damaged(name);
    }
    return zip.getInputStream(entry);
  }

  private BackupProblem damaged(String part) {
    return new BackupProblem(
        "%s is damaged: %s is not what the manifest says.".formatted(path, part));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
