package dev.meridian.db.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meridian.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Kinds of things that a schema of tomorrow may have.
class StagingTest {

  private static final String TOMORROW =
      """
      create type colour as enum ('red', 'green');
      create domain short as text check (length(value) < 10);
      create sequence ticker;
      create table pot (id bigint generated always as identity primary key, colour colour);
      create table plant (
        pot bigint references pot, name short, at int not null, twice int generated always as (2 * at) stored
      ) partition by range (at);
      create table plant_early partition of plant for values from (0) to (10);
      create table plant_late partition of plant for values from (10) to (20);
      create view red as select * from pot where colour = 'red';
      create materialized view names as select name from plant;
      create function pots() returns bigint language sql return (select count(*) from pot);
      create procedure tick() language sql as 'select nextval(''ticker'')';
      """;

  private final TestDatabase database = TestDatabase.createEmpty();
  private final DatabaseAccess access =
      DatabaseAccess.open(Path.of("no"), Optional.of(database.url()));

  @AfterEach
  void close() {
    access.close();
    database.close();
  }

  @BeforeEach
  void somethingOfEachKind() throws SQLException {
    run("create table pot (old int); create view red as select 1 as one");
    try (var staging = Staging.make(access.source(), access.connection())) {
      run("set search_path to meridian_restore");
      run(TOMORROW);
      run("insert into pot (colour) values ('red'), ('green')");
      run("insert into plant (pot, name, at) values (1, 'fern', 3), (2, 'moss', 13)");
      run("select nextval('ticker')");
      run("set search_path to public");
      staging.swap("public");
    }
  }

  private void run(String sql) throws SQLException {
    try (var statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connection() {
    return access.connection();
  }

  private long number(String sql) throws SQLException {
    try (var statement = connection().createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void movesEverythingIntoThePlaceOfWhatWasThere() throws SQLException {
    run("insert into pot (colour) values ('red')");
    assertEquals(3, number("select pots()"));
    assertEquals(2, number("select count(*) from red"));
    run("call tick()");
    assertEquals(2, number("select last_value from ticker"));
    run("refresh materialized view names");
    assertEquals(2, number("select count(*) from names"));
    assertThrows(
        SQLException.class, () -> run("insert into plant (name, at) values ('far too long', 1)"));
    assertEquals(0, number("select count(*) from pg_namespace where nspname = 'meridian_restore'"));
    try (var again = Staging.make(access.source(), connection())) {
      again.swap("public");
    }
    assertEquals(
        0, number("select count(*) from pg_class where relnamespace = 'public'::regnamespace"));
  }

  @Test
  void knowsTablesByTheirStoredColumnsAndSequencesByTheirLastValues() throws SQLException {
    var catalogue = Catalogue.current(connection());
    assertEquals(
        Map.of("plant", List.of("pot", "name", "at"), "pot", List.of("id", "colour")),
        catalogue.tables());
    assertEquals(Map.of("pot_id_seq", 2L, "ticker", 1L), catalogue.sequences());
    assertEquals(List.of("pot", "plant"), catalogue.loadOrder());
    run("alter table pot add column plant int; create table a (id int primary key)");
    run("create table b (id int primary key, a int references a)");
    run("alter table a add column b int references b");
    var problem = assertThrows(BackupProblem.class, catalogue::loadOrder);
    assertEquals("The tables [a, b] refer to each other in a circle.", problem.getMessage());
    run("alter table a drop column b");
    run("alter table a add column b int references b deferrable");
    assertEquals(Set.of("a", "b", "plant", "pot"), Set.copyOf(catalogue.loadOrder()));
  }
}
