package dev.meridian.http;

import dev.meridian.http.contract.Contract;
import dev.meridian.http.contract.Operation;
import dev.meridian.http.resource.Audience;
import dev.meridian.http.resource.Resource;
import dev.meridian.http.resource.Watchable;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/// Who performs each operation of the contract.
final class Handlers implements Routes.Operations {

  private final Map<String, Operation> missing = new TreeMap<>();
  private final Map<String, Function<Call, Answer>> handlers = new HashMap<>();
  private final List<Watchable> watchables = new ArrayList<>();

  private Handlers(Contract contract) {
    contract.operations().forEach(operation -> missing.put(operation.id(), operation));
  }

  /// @throws IllegalStateException when an operation is performed by nobody or twice, is unknown,
  ///   or is not what the contract says about watching
  static Handlers of(Contract contract, List<Routes> features) {
    var handlers = new Handlers(contract);
    features.forEach(feature -> feature.mount(handlers));
    if (!handlers.missing.isEmpty()) {
      throw new IllegalStateException(
          "nobody performs the operations " + handlers.missing.keySet());
    }
    return handlers;
  }

  @Override
  public void on(String operationId, Function<Call, Answer> handler) {
    take(operationId, false);
    handlers.put(operationId, handler);
  }

  @Override
  public void resource(String operationId, Audience audience, Function<Call, Resource> reader) {
    var watchable = new Watchable(take(operationId, true), audience, reader);
    watchables.add(watchable);
    handlers.put(operationId, watchable::get);
  }

  private Operation take(String operationId, boolean watchable) {
    var operation = missing.remove(operationId);
    if (operation == null) {
      throw new IllegalStateException("operation is unknown or performed twice: " + operationId);
    }
    if (operation.watchable() != watchable
        || (watchable && !(operation.method().equals(HttpMethod.GET) && operation.needsCaller()))) {
      throw new IllegalStateException("the contract says otherwise of watching " + operationId);
    }
    return operation;
  }

  Function<Call, Answer> of(Operation operation) {
    return Objects.requireNonNull(handlers.get(operation.id()));
  }

  List<Watchable> watchables() {
    return List.copyOf(watchables);
  }
}
