package dev.meridian.http.contract;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The API as `openapi.json` says it (OpenAPI 3.1): its operations, each with the check of its
/// requests. Vert.x's own OpenAPI router is not used, for in 5.0 it knows no
/// `application/merge-patch+json`.
public final class Contract {

  private static final String RESOURCE = "/openapi.json";
  private static final String BASE = "https://meridian.invalid/";
  private static final String PARAMETERS = "x-parameters";
  private static final String URI = BASE + "openapi.json";

  private final JsonObject json;
  private final Buffer bytes;
  private final SchemaRepository schemas;
  private final List<Operation> operations = new ArrayList<>();

  private Contract(Buffer bytes) {
    this.bytes = bytes;
    this.json = bytes.toJsonObject();
    json.put(PARAMETERS, parameterSchemas(json));
    this.schemas =
        SchemaRepository.create(
            new JsonSchemaOptions()
                .setBaseUri(BASE)
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
    schemas.dereference(URI, JsonSchema.of(json.copy())); // it leaves marks in what it gets
    json.getJsonObject("paths")
        .forEach(path -> addPath(path.getKey(), (JsonObject) path.getValue()));
  }

  /// Reads the contract from the class path.
  public static Contract load() {
    try (var in = Contract.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("no " + RESOURCE + " on the class path");
      }
      return new Contract(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Operation> operations() {
    return operations;
  }

  /// The document itself.
  public Buffer bytes() {
    return bytes;
  }

  private void addPath(String path, JsonObject methods) {
    for (var method : methods) {
      var operation = (JsonObject) method.getValue();
      var pointer = "/paths/%s/%s".formatted(escape(path), method.getKey());
      operations.add(
          new Operation(
              operation.getString("operationId"),
              HttpMethod.valueOf(method.getKey().toUpperCase(Locale.ROOT)),
              path,
              !isPublic(operation),
              operation.getBoolean("x-watchable", false),
              parameters(operation),
              body(operation, pointer)));
    }
  }

  /// The contract asks for an access token everywhere, except where an operation says `[]`.
  private static boolean isPublic(JsonObject operation) {
    var security = operation.getJsonArray("security");
    return security != null && security.isEmpty();
  }

  private List<Operation.Parameter> parameters(JsonObject operation) {
    var id = operation.getString("operationId");
    return parametersOf(operation)
        .map(parameter -> {
          var name = parameter.getString("name");
          return new Operation.Parameter(
              name,
              Operation.Place.valueOf(parameter.getString("in").toUpperCase(Locale.ROOT)),
              parameter.getBoolean("required", false),
              check("/%s/%s/%s".formatted(PARAMETERS, id, name)));
        })
        .toList();
  }

  /// The schemas of parameters by operation and name: the validator finds none that stands in a
  /// list.
  private static JsonObject parameterSchemas(JsonObject json) {
    var schemas = new JsonObject();
    for (var path : json.getJsonObject("paths")) {
      for (var method : (JsonObject) path.getValue()) {
        var operation = (JsonObject) method.getValue();
        var byName = new JsonObject();
        parametersOf(operation)
            .forEach(it -> byName.put(it.getString("name"), it.getJsonObject("schema")));
        schemas.put(operation.getString("operationId"), byName);
      }
    }
    return schemas;
  }

  private static Stream<JsonObject> parametersOf(JsonObject operation) {
    return operation.getJsonArray("parameters", new JsonArray()).stream()
        .map(JsonObject.class::cast);
  }

  private Operation.@Nullable Body body(JsonObject operation, String pointer) {
    var body = operation.getJsonObject("requestBody");
    if (body == null) {
      return null;
    }
    var mediaType = body.getJsonObject("content").fieldNames().iterator().next();
    var schema = "%s/requestBody/content/%s/schema".formatted(pointer, escape(mediaType));
    return new Operation.Body(mediaType, check(schema));
  }

  private Check check(String pointer) {
    var found = (JsonObject) JsonPointer.from(pointer).queryJson(json);
    var reference = found.getString("$ref");
    var schema = reference == null ? found.copy() : new JsonObject(Map.of("$ref", URI + reference));
    return new Check(schemas.validator(JsonSchema.of(schema)), json);
  }

  /// A name as a step of a JSON pointer.
  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
