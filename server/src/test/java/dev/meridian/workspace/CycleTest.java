package dev.meridian.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.testing.Client;
import dev.meridian.testing.TestServer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CycleTest {

  static final TestServer SERVER = TestServer.start();
  static final Client ANN = SERVER.setUp();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static JsonObject q1() {
    return new JsonObject()
        .put("name", "Q1 2027")
        .put("start", "2027-01-01")
        .put("end", "2027-03-31")
        .put("timeZone", "Europe/Berlin");
  }

  @Test
  void isMadeMovedAndArchived() {
    var made = ANN.post("/api/v1/cycles", q1()).expect(201).json();
    var path = "/api/v1/cycles/" + made.getString("id");
    assertEquals(made, ANN.get(path).expect(200).json());

    var patch = new JsonObject().put("name", "Spring").put("end", "2027-04-30");
    var moved = ANN.patch(path, patch.put("archived", true)).expect(200).json();
    assertEquals("2027-01-01", moved.getString("start"));
    assertEquals("2027-04-30", moved.getString("end"));
    assertTrue(moved.containsKey("archivedAt"));
    assertEquals(
        moved,
        ANN.get("/api/v1/cycles")
            .json()
            .getJsonObject("cycles")
            .getJsonObject(moved.getString("id")));
  }

  @Test
  void mustEndAfterItsStart() {
    assertEquals(
        "must be after the start",
        ANN.post("/api/v1/cycles", q1().put("end", "2027-01-01")).expect(400).field("end"));
    var id = ANN.post("/api/v1/cycles", q1()).expect(201).id();
    ANN.patch("/api/v1/cycles/" + id, new JsonObject().put("start", "2028-01-01")).expect(400);
  }

  @Test
  void needsDatesOfTheCalendarAndARealTimeZone() {
    assertEquals(
        "is no date of the calendar",
        ANN.post("/api/v1/cycles", q1().put("start", "2027-02-30")).expect(400).field("start"));
    assertEquals(
        "must be a date, YYYY-MM-DD",
        ANN.post("/api/v1/cycles", q1().put("start", "1.2.2027")).expect(400).field("start"));
    assertEquals(
        "is no IANA time zone, such as Europe/Berlin",
        ANN.post("/api/v1/cycles", q1().put("timeZone", "CEST+2")).expect(400).field("timeZone"));
  }

  @Test
  void isOnlySeenByViewers() {
    var vera = SERVER.join(ANN, "viewer", "vera@example.org");
    vera.post("/api/v1/cycles", q1()).expect(403, "forbidden");
    vera.get("/api/v1/cycles").expect(200);
  }
}
