package dev.meridian.http;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Where commands run: on virtual threads, so that they read top to bottom with `await`. There are
/// several contexts, each running one task until it awaits; work is dealt to them in turn. Every
/// await is a seam where the world may change.
public final class Commands {

  private final List<Context> contexts;
  private final AtomicInteger next = new AtomicInteger();

  private Commands(List<Context> contexts) {
    this.contexts = List.copyOf(contexts);
  }

  public static Future<Commands> deploy(Vertx vertx, int contexts) {
    var found = new CopyOnWriteArrayList<Context>();
    var options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)
            .setInstances(contexts);
    return vertx.deployVerticle(() -> new Lane(found), options).map(_ -> new Commands(found));
  }

  /// Runs the work; may be called from anywhere. What the work throws fails the future, which
  /// completes on the caller's context.
  public <T> Future<T> run(Supplier<T> work) {
    Promise<T> promise = Promise.promise();
    var caller = Vertx.currentContext();
    contexts
        .get(Math.floorMod(next.getAndIncrement(), contexts.size()))
        .runOnContext(_ -> {
          var outcome = outcome(work);
          if (caller == null) {
            outcome.onComplete(promise);
          } else {
            caller.runOnContext(_ -> outcome.onComplete(promise));
          }
        });
    return promise.future();
  }

  private static <T> Future<T> outcome(Supplier<T> work) {
    try {
      return Future.succeededFuture(work.get());
    } catch (Throwable failure) {
      return Future.failedFuture(failure);
    }
  }

  private static final class Lane extends VerticleBase {

    private final List<Context> contexts;

    Lane(List<Context> contexts) {
      this.contexts = contexts;
    }

    @Override
    public Future<?> start() {
      contexts.add(context);
      return Future.succeededFuture();
    }
  }
}
