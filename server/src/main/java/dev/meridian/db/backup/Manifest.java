package dev.meridian.db.backup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is in a backup.
///
/// @param schema version of the newest migration that had run
/// @param at instant of the snapshot
/// @param tables every table of the schema, by name
/// @param sequences the last value of each that was used, by name
record Manifest(
    int schema, Instant at, SortedMap<String, Table> tables, SortedMap<String, Long> sequences) {

  /// Of the file; a program reads those up to its own.
  static final int FORMAT = 1;

  /// @param columns in the order of the part
  /// @param part empty when the rows were left out
  record Table(List<String> columns, Optional<Part> part) {}

  /// An entry of the file: the rows of a table as `COPY (format binary)` writes them.
  record Part(long rows, long bytes, String sha256) {}

  /// Rows of all tables.
  long rows() {
    return tables.values().stream()
        .flatMap(table -> table.part().stream())
        .mapToLong(Part::rows)
        .sum();
  }

  JsonObject write() {
    var written = new JsonObject();
    tables.forEach((name, table) -> {
      var json = new JsonObject().put("columns", new JsonArray(table.columns()));
      table
          .part()
          .ifPresentOrElse(
              part ->
                  json.put("rows", part.rows())
                      .put("bytes", part.bytes())
                      .put("sha256", part.sha256()),
              () -> json.put("leftOut", true));
      written.put(name, json);
    });
    var counters = new JsonObject();
    sequences.forEach(counters::put);
    return new JsonObject()
        .put("format", FORMAT)
        .put("schema", schema)
        .put("at", at.toString())
        .put("tables", written)
        .put("sequences", counters);
  }

  /// @throws BackupProblem when it is of a later format
  static Manifest read(JsonObject json) {
    int format = json.getInteger("format");
    if (format > FORMAT) {
      throw new BackupProblem(
          "The backup has format %d, newer than this Meridian, which knows %d."
              .formatted(format, FORMAT));
    }
    var tables = new TreeMap<String, Table>();
    json.getJsonObject("tables")
        .forEach(entry -> tables.put(entry.getKey(), table((JsonObject) entry.getValue())));
    var sequences = new TreeMap<String, Long>();
    json.getJsonObject("sequences")
        .forEach(entry -> sequences.put(entry.getKey(), ((Number) entry.getValue()).longValue()));
    return new Manifest(
        json.getInteger("schema"), Instant.parse(json.getString("at")), tables, sequences);
  }

  private static Table table(JsonObject json) {
    var columns = json.getJsonArray("columns").stream().map(String.class::cast).toList();
    var part =
        json.getBoolean("leftOut", false)
            ? Optional.<Part>empty()
            : Optional.of(
                new Part(json.getLong("rows"), json.getLong("bytes"), json.getString("sha256")));
    return new Table(columns, part);
  }
}
