package dev.meridian.http;

import java.util.function.Function;

/// The operations of the contract that a feature performs.
public interface Routes {

  void mount(Operations operations);

  /// Takes one handler for each `operationId`. Handlers run on virtual threads and may await; the
  /// request has been checked against the contract, and its caller is known unless the contract
  /// says that the operation needs none.
  interface Operations {
    void on(String operationId, Function<Call, Answer> handler);
  }
}
