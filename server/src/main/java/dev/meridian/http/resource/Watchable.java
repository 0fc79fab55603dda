package dev.meridian.http.resource;

import dev.meridian.http.Answer;
import dev.meridian.http.Call;
import dev.meridian.http.contract.Operation;
import java.util.function.Function;

/// One kind of resource: an operation of the contract, and how a feature reads it.
public record Watchable(Operation operation, Audience audience, Function<Call, Resource> reader) {

  /// As a GET answers it.
  public Answer get(Call call) {
    return Answer.resource(read(call).body());
  }

  /// Called on virtual threads.
  Resource read(Call call) {
    return reader.apply(call.as(audience.of(call.caller())));
  }
}
