package dev.meridian.http;

import dev.meridian.http.contract.Contract;
import dev.meridian.http.contract.Operation;
import dev.meridian.http.limit.ClientAddress;
import dev.meridian.http.resource.Resources;
import dev.meridian.workspace.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The operations of the contract as routes. For each request: the body is read on the event loop,
/// the caller is found, the request is checked, then its handler runs as a command.
public final class Api {

  private static final long BODY_LIMIT_BYTES = 1 << 20;
  private static final String BEARER = "Bearer ";

  private final Contract contract;
  private final Handlers handlers;
  private final Resources resources;
  private final Function<String, Future<Caller>> byAccessToken;
  private final Commands commands;
  private final Origins origins;
  private final ClientAddress clients;

  /// @param features together they perform every operation of the contract, each once
  /// @param byAccessToken fails with a [Problem] 401
  public Api(
      Contract contract,
      List<Routes> features,
      Function<String, Future<Caller>> byAccessToken,
      Commands commands,
      Origins origins,
      ClientAddress clients) {
    this.contract = contract;
    this.handlers = Handlers.of(contract, features);
    this.resources = new Resources(handlers.watchables(), commands);
    this.byAccessToken = byAccessToken;
    this.commands = commands;
    this.origins = origins;
    this.clients = clients;
  }

  /// What can be watched besides being got.
  public Resources resources() {
    return resources;
  }

  /// Adds the routes.
  public void mount(Router router) {
    router
        .get("/api/v1/openapi.json")
        .handler(context ->
            context
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(contract.bytes()));
    var body = BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES);
    for (var operation : contract.operations()) {
      var handler = handlers.of(operation);
      router
          .route(operation.method(), operation.path().replace("{", ":").replace("}", ""))
          .handler(body)
          .handler(context -> perform(context, operation, handler));
    }
  }

  private void perform(
      RoutingContext context, Operation operation, Function<Call, Answer> handler) {
    if (!operation.method().equals(HttpMethod.GET) && !origins.allow(context.request())) {
      throw new Problem(403, "foreign-origin", "This page may not call this server.");
    }
    caller(context, operation)
        .map(caller -> call(context, operation, caller.orElse(null)))
        .compose(call -> commands.run(() -> handler.apply(call)))
        .onSuccess(answer -> write(context, answer))
        .onFailure(context::fail);
  }

  private Future<Optional<Caller>> caller(RoutingContext context, Operation operation) {
    if (!operation.needsCaller()) {
      return Future.succeededFuture(Optional.empty());
    }
    var header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Future.failedFuture(Problem.unauthenticated());
    }
    return byAccessToken.apply(header.substring(BEARER.length()).strip()).map(Optional::of);
  }

  private Call call(RoutingContext context, Operation operation, @Nullable Caller caller) {
    checkParameters(context, operation.parameters());
    var request = context.request();
    return new Call(
        operation.id(),
        context.pathParams(),
        request.params(),
        request.headers(),
        request.cookies(),
        body(context, operation.body()),
        caller,
        clients.of(request));
  }

  /// A path that the contract does not allow names nothing.
  private static void checkParameters(
      RoutingContext context, List<Operation.Parameter> parameters) {
    for (var parameter : parameters) {
      var value =
          switch (parameter.place()) {
            case PATH -> context.pathParam(parameter.name());
            case QUERY -> context.request().getParam(parameter.name());
            case HEADER -> context.request().getHeader(parameter.name());
          };
      var problems = value == null ? Map.of() : parameter.check().problems(value);
      if (parameter.isIn(Operation.Place.PATH) && !problems.isEmpty()) {
        throw Problem.notFound();
      }
      problems.values().stream()
          .findFirst()
          .ifPresent(reason -> {
            throw Problem.field(parameter.name(), reason.toString());
          });
    }
  }

  private static JsonObject body(RoutingContext context, Operation.@Nullable Body body) {
    if (body == null) {
      return new JsonObject();
    }
    if (!body.takes(context.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
      throw new HttpException(415);
    }
    var problems = new HashMap<String, String>();
    var json = object(context);
    body.check()
        .problems(json)
        .forEach((field, reason) -> problems.put(field.isEmpty() ? "body" : field, reason));
    if (!problems.isEmpty()) {
      throw Problem.fields(problems);
    }
    return json;
  }

  private static JsonObject object(RoutingContext context) {
    try {
      var json = context.body().asJsonObject();
      if (json != null) {
        return json;
      }
    } catch (DecodeException | ClassCastException _) {
      // told below
    }
    throw Problem.field("body", "must be a JSON object");
  }

  private static void write(RoutingContext context, Answer answer) {
    var response = context.response().setStatusCode(answer.status());
    answer.cookies().forEach(cookie -> response.headers().add(HttpHeaders.SET_COOKIE, cookie));
    var body = answer.body();
    if (body == null) {
      response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end();
      return;
    }
    response.putHeader(
        HttpHeaders.CACHE_CONTROL, answer.versioned() ? "private, no-cache" : "no-store");
    if (answer.versioned()) {
      var etag = Etags.of(body);
      response.putHeader(HttpHeaders.ETAG, etag);
      if (Etags.matches(context.request().getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
        response.setStatusCode(304).end();
        return;
      }
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(body.toBuffer());
  }
}
