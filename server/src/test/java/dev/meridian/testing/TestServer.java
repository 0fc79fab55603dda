package dev.meridian.testing;

import dev.meridian.Meridian;
import dev.meridian.Options;
import dev.meridian.auth.password.Argon2id;
import dev.meridian.settings.Settings;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// The whole of Meridian in this process, on a free port and a database of its own, with a clock
/// that stands still and cheap passwords.
///
/// ```java
/// static final TestServer SERVER = TestServer.start();
/// Client ann = SERVER.setUp();                            // the admin of the first workspace
/// Client bob = SERVER.join(ann, "member", "bob@example.org");
/// ```
public final class TestServer implements AutoCloseable {

  public static final String SETUP_TOKEN = "setup-token-of-the-tests";
  public static final String PASSWORD = "correct horse battery";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "MERIDIAN_HTTP_PORT", "0",
          "MERIDIAN_SETUP_TOKEN", SETUP_TOKEN,
          "MERIDIAN_LIMIT_REQUESTS", "100000/60",
          "MERIDIAN_LIMIT_SIGN_INS_BY_ADDRESS", "100000/60",
          "MERIDIAN_LIMIT_SIGN_INS_BY_ACCOUNT", "100000/60",
          "MERIDIAN_LIMIT_SET_UPS", "100000/60",
          "MERIDIAN_LIMIT_LINKS", "100000/60");

  private final TestDatabase database;
  private final boolean ownsDatabase;
  private final TestClock clock = new TestClock();
  private final Meridian meridian;

  private TestServer(TestDatabase database, boolean ownsDatabase, Map<String, String> settings) {
    this.database = database;
    this.ownsDatabase = ownsDatabase;
    var environment = new HashMap<>(SETTINGS);
    environment.put("MERIDIAN_DATABASE_URL", database.url());
    environment.putAll(settings);
    this.meridian =
        Meridian.start(Settings.read(environment), new Options(clock, new Argon2id(64, 1, 1)));
  }

  public static TestServer start() {
    return start(Map.of());
  }

  /// @param settings besides those that all tests have, by the names of the variables
  public static TestServer start(Map<String, String> settings) {
    return new TestServer(TestDatabase.create(), true, settings);
  }

  /// A server over a database that outlives it.
  public static TestServer over(TestDatabase database) {
    return over(database, Map.of());
  }

  /// The same with settings besides those that all tests have.
  public static TestServer over(TestDatabase database, Map<String, String> settings) {
    return new TestServer(database, false, settings);
  }

  /// Another server over this one's database, to be closed before this one.
  public TestServer startBeside(Map<String, String> settings) {
    return new TestServer(database, false, settings);
  }

  public URI url() {
    return meridian.url();
  }

  public TestClock clock() {
    return clock;
  }

  public Meridian meridian() {
    return meridian;
  }

  public TestDatabase database() {
    return database;
  }

  /// The server's database.
  public Pool pool() {
    return database.pool();
  }

  /// Somebody who is not signed in.
  public Client stranger() {
    return new Client(url());
  }

  /// Ann, the admin of the first workspace and of the installation.
  public Client setUp() {
    var ann = stranger();
    ann.post(
            "/api/v1/setup",
            new JsonObject()
                .put("setupToken", SETUP_TOKEN)
                .put("workspaceName", "Acme")
                .put("name", "Ann")
                .put("email", "ann@example.org")
                .put("password", PASSWORD)
                .put("timeZone", "Europe/Berlin"))
        .expect(201);
    return ann;
  }

  /// Somebody who joined the admin's workspace by invitation.
  public Client join(Client admin, String role, String email) {
    var token = invite(admin, new JsonObject().put("role", role));
    var person = stranger();
    person.post("/api/v1/invitation-acceptances", acceptance(token, email)).expect(201);
    return person;
  }

  /// The token of a new invitation.
  public String invite(Client admin, JsonObject invitation) {
    return admin.post("/api/v1/invitations", invitation).expect(201).json().getString("token");
  }

  /// The body with which somebody joins, whose name is the first part of the e-mail.
  public static JsonObject acceptance(String token, String email) {
    return new JsonObject()
        .put("token", token)
        .put("name", email.substring(0, email.indexOf('@')))
        .put("email", email)
        .put("password", PASSWORD)
        .put("timeZone", "America/New_York");
  }

  /// A second workspace of the installation's admin, in a browser of its own.
  public Client otherWorkspace(Client installationAdmin, String name) {
    var id =
        installationAdmin
            .post(
                "/api/v1/workspaces",
                new JsonObject().put("name", name).put("timeZone", "Asia/Tokyo"))
            .expect(201)
            .json()
            .getJsonObject("workspace")
            .getString("id");
    var other = stranger();
    other.post("/api/v1/session", signIn("ann@example.org").put("workspaceId", id)).expect(200);
    return other;
  }

  public static JsonObject signIn(String email) {
    return new JsonObject().put("email", email).put("password", PASSWORD);
  }

  public String createTeam(Client person, String name) {
    return person.post("/api/v1/teams", new JsonObject().put("name", name)).expect(201).id();
  }

  public String createCycle(Client person, String name) {
    return person
        .post(
            "/api/v1/cycles",
            new JsonObject()
                .put("name", name)
                .put("start", "2027-01-01")
                .put("end", "2027-03-31")
                .put("timeZone", "Europe/Berlin"))
        .expect(201)
        .id();
  }

  @Override
  public void close() {
    meridian.close();
    if (ownsDatabase) {
      database.close();
    }
  }
}
