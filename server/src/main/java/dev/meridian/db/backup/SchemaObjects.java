package dev.meridian.db.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Everything in a schema that can be dropped or moved to another: tables, views, sequences,
/// routines, types. What hangs on a table goes with it; what belongs to an extension stays.
final class SchemaObjects {

  /// `{kind, name}` as SQL takes them.
  private static final String ALL =
      """
      with extension as (
        select objid from pg_depend where deptype = 'e'
      ),
      owned as (
        select objid from pg_depend
        where classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass
          and deptype in ('a', 'i')
      )
      select case relkind
          when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
          when 'f' then 'foreign table' when 'c' then 'type' else 'table'
        end as kind, format('%I.%I', nspname, relname) as name
      from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = $schema and relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c')
        and pg_class.oid not in (select objid from extension)
        and (relkind <> 'S' or pg_class.oid not in (select objid from owned))
      union all
      select 'type', format('%I.%I', nspname, typname)
      from pg_type join pg_namespace on pg_namespace.oid = typnamespace
      where nspname = $schema and typtype in ('e', 'd', 'r')
        and pg_type.oid not in (select objid from extension)
      union all
      select 'routine',
        format('%I.%I(%s)', nspname, proname, pg_get_function_identity_arguments(pg_proc.oid))
      from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
      where nspname = $schema and pg_proc.oid not in (select objid from extension)
        and not exists (
          select from pg_depend where objid = pg_proc.oid and deptype = 'i')
      """;

  private final Connection connection;

  SchemaObjects(Connection connection) {
    this.connection = connection;
  }

  private record Named(String kind, String name) {}

  /// Statements that drop everything.
  List<String> drops(String schema) throws SQLException {
    return all(schema).stream()
        .map(it -> "drop %s if exists %s cascade".formatted(it.kind(), it.name()))
        .toList();
  }

  /// Statements that move everything.
  List<String> moves(String from, String to) throws SQLException {
    return all(from).stream()
        .map(
            it -> "alter %s %s set schema %s".formatted(it.kind(), it.name(), Catalogue.quoted(to)))
        .toList();
  }

  private List<Named> all(String schema) throws SQLException {
    var found = new ArrayList<Named>();
    try (var statement = connection.prepareStatement(ALL.replace("$schema", "?"))) {
      for (int i = 1; i <= 3; i++) {
        statement.setString(i, schema);
      }
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new Named(rows.getString("kind"), rows.getString("name")));
        }
      }
    }
    return found;
  }
}
