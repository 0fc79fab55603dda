package dev.meridian.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.http.contract.Contract;
import dev.meridian.http.resource.Audience;
import dev.meridian.http.resource.Resource;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContractTest {

  private final Contract contract = Contract.load();

  private Routes allBut(String left) {
    return operations ->
        contract.operations().stream()
            .filter(operation -> !operation.id().equals(left))
            .forEach(operation -> {
              if (operation.watchable()) {
                operations.resource(
                    operation.id(), Audience.MEMBER, _ -> Resource.of(new JsonObject()));
              } else {
                operations.on(operation.id(), _ -> Answer.done());
              }
            });
  }

  private Map<String, String> problems(String operationId, JsonObject body) {
    var operation =
        contract.operations().stream()
            .filter(it -> it.id().equals(operationId))
            .findFirst()
            .orElseThrow();
    var taken = operation.body();
    assertTrue(taken != null, operationId);
    return taken == null ? Map.of() : taken.check().problems(body);
  }

  @Test
  void isPerformedWhollyAndByOneEach() {
    Handlers.of(contract, List.of(allBut("")));
    var missing =
        assertThrows(
            IllegalStateException.class, () -> Handlers.of(contract, List.of(allBut("signIn"))));
    assertEquals("nobody performs the operations [signIn]", missing.getMessage());
    assertThrows(
        IllegalStateException.class,
        () ->
            Handlers.of(contract, List.of(allBut(""), it -> it.on("signIn", _ -> Answer.done()))));
    assertThrows(
        IllegalStateException.class,
        () ->
            Handlers.of(contract, List.of(allBut(""), it -> it.on("unheard", _ -> Answer.done()))));
  }

  @Test
  void saysWhatCanBeWatchedAndFeaturesAgree() {
    var features = new ArrayList<>(List.of(allBut("getTeam")));
    features.add(it -> it.on("getTeam", _ -> Answer.done()));
    assertThrows(IllegalStateException.class, () -> Handlers.of(contract, features));
    var json = contract.bytes().toJsonObject().getJsonObject("paths");
    for (var operation : contract.operations()) {
      var ok =
          json.getJsonObject(operation.path())
              .getJsonObject(operation.method().name().toLowerCase(Locale.ROOT))
              .getJsonObject("responses")
              .getJsonObject("200", new JsonObject());
      boolean hasEtag = ok.getJsonObject("headers", new JsonObject()).containsKey("ETag");
      boolean isGet = operation.method().equals(HttpMethod.GET);
      boolean isPartOrPast = operation.id().startsWith("getDocument");
      assertEquals(isGet && hasEtag && !isPartOrPast, operation.watchable(), operation.id());
    }
  }

  @Test
  void saysInPlainWordsWhatIsWrong() {
    var problems =
        problems(
            "createInvitation",
            new JsonObject()
                .put("role", "king")
                .put("expiresInHours", 1000)
                .put("teamId", "a b")
                .put("email", 7));
    assertEquals(
        Map.of(
            "role", "must be one of admin, member, viewer",
            "expiresInHours", "must be at most 720",
            "teamId", "must be an id: letters, digits, - and _, at most 64",
            "email", "must be a text"),
        problems);
    assertEquals(Map.of("role", "is missing"), problems("createInvitation", new JsonObject()));
  }

  @Test
  void namesFieldsInsideOfFieldsByTheirPath() {
    var patch =
        new JsonObject()
            .put("zones", new JsonObject().put("commit", "much").put("spare", "1"))
            .put("due", "soon");
    assertEquals(
        Map.of(
            "zones.commit", "must be a decimal number as a text, such as \"12.5\"",
            "zones.spare", "is not known here",
            "due", "must be a date, YYYY-MM-DD"),
        problems("patchKeyResult", patch).entrySet().stream()
            .filter(entry -> !entry.getKey().equals("zones"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Test
  void letsAMergePatchTakeAFieldAway() {
    assertEquals(
        Map.of(), problems("patchKeyResult", new JsonObject().putNull("due").putNull("metric")));
  }
}
