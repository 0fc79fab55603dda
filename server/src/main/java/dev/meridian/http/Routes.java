package dev.meridian.http;

import dev.meridian.http.resource.Audience;
import dev.meridian.http.resource.Resource;
import java.util.function.Function;

/// The operations of the contract that a feature performs.
public interface Routes {

  void mount(Operations operations);

  /// Takes one handler for each `operationId`. Handlers run on virtual threads and may await; the
  /// request has been checked against the contract, and its caller is known unless the contract
  /// says that the operation needs none.
  interface Operations {
    void on(String operationId, Function<Call, Answer> handler);

    /// Takes the reader of a resource that the contract calls watchable: one for its GET and for
    /// those who watch it. What it reads of the caller is what the audience has in common.
    void resource(String operationId, Audience audience, Function<Call, Resource> reader);
  }
}
