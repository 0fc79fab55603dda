package dev.meridian.db.backup;

import dev.meridian.db.Migrations;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What Postgres' catalogue says about a schema. What belongs to an extension is not looked at.
final class Catalogue {

  /// Without Flyway's own table; a partitioned table once, with the rows of all its partitions.
  private static final String TABLES =
      """
      select class.relname as name,
        array_agg(attribute.attname::text order by attribute.attnum) as columns
      from pg_class class
      join pg_namespace namespace on namespace.oid = class.relnamespace
      join pg_attribute attribute on attribute.attrelid = class.oid
      where namespace.nspname = ? and class.relkind in ('r', 'p') and not class.relispartition
        and class.relname <> ?
        and attribute.attnum > 0 and not attribute.attisdropped and attribute.attgenerated = ''
        and not exists (select from pg_depend where objid = class.oid and deptype = 'e')
      group by class.relname
      """;

  private static final String REFERENCES =
      """
      select child.relname as child, parent.relname as parent, reference.condeferrable as deferrable
      from pg_constraint reference
      join pg_class child on child.oid = reference.conrelid
      join pg_class parent on parent.oid = reference.confrelid
      join pg_namespace namespace on namespace.oid = child.relnamespace
      where namespace.nspname = ? and reference.contype = 'f' and reference.conparentid = 0
        and child.oid <> parent.oid
      """;

  private static final String SEQUENCES =
      """
      select sequencename as name, last_value from pg_sequences
      where schemaname = ? and last_value is not null
      """;

  private static final String VERSION =
      """
      select coalesce(max(version::int), 0) as version, coalesce(bool_and(success), true) as success
      from %s.flyway_schema_history
      """;

  private final Connection connection;
  private final String schema;

  Catalogue(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /// The schema that the user of the connection works in.
  static Catalogue current(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select current_schema()")) {
      rows.next();
      var schema = rows.getString(1);
      if (schema == null) {
        throw new BackupProblem("The user of the database has no schema to work in.");
      }
      return new Catalogue(connection, schema);
    }
  }

  String schema() {
    return schema;
  }

  /// A table's name as SQL takes it.
  String qualified(String table) {
    return quoted(schema) + "." + quoted(table);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String quoted(List<String> names) {
    return String.join(", ", names.stream().map(Catalogue::quoted).toList());
  }

  /// The columns that are stored, by table.
  SortedMap<String, List<String>> tables() throws SQLException {
    var tables = new TreeMap<String, List<String>>();
    try (var statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, schema);
      statement.setString(2, Migrations.HISTORY);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          Array columns = rows.getArray("columns");
          tables.put(rows.getString("name"), List.of((String[]) columns.getArray()));
        }
      }
    }
    return tables;
  }

  /// The tables in an order in which each comes after those that its rows refer to. What may be
  /// deferred is looked at when the transaction ends.
  List<String> loadOrder() throws SQLException {
    var left = new TreeSet<>(tables().keySet());
    var references = new ArrayList<String[]>();
    each(
        REFERENCES,
        row -> {
          if (!row.getBoolean("deferrable")) {
            references.add(new String[] {row.getString("child"), row.getString("parent")});
          }
        });
    var order = new ArrayList<String>();
    while (!left.isEmpty()) {
      var ready =
          left.stream()
              .filter(table ->
                  references.stream()
                      .noneMatch(pair -> pair[0].equals(table) && left.contains(pair[1])))
              .toList();
      if (ready.isEmpty()) {
        throw new BackupProblem("The tables %s refer to each other in a circle.".formatted(left));
      }
      order.addAll(ready);
      left.removeAll(Set.copyOf(ready));
    }
    return order;
  }

  SortedMap<String, Long> sequences() throws SQLException {
    var sequences = new TreeMap<String, Long>();
    each(SEQUENCES, row -> sequences.put(row.getString("name"), row.getLong("last_value")));
    return sequences;
  }

  /// The newest migration that has run; 0 when none has.
  int version() throws SQLException {
    if (!hasHistory()) {
      return 0;
    }
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(VERSION.formatted(quoted(schema)))) {
      rows.next();
      if (!rows.getBoolean("success")) {
        throw new BackupProblem("A migration of the database has failed.");
      }
      return rows.getInt("version");
    }
  }

  boolean hasHistory() throws SQLException {
    try (var statement = connection.prepareStatement("select to_regclass(?) is not null")) {
      statement.setString(1, qualified(Migrations.HISTORY));
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String sql, RowReader reader) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, schema);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }
}
