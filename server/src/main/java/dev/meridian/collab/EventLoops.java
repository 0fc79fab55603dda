package dev.meridian.collab;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Event loops of Vert.x for documents to live on.
public final class EventLoops {
  private EventLoops() {}

  public static Future<List<Loop>> deploy(Vertx vertx, int count) {
    List<Loop> loops = new CopyOnWriteArrayList<>();
    return vertx
        .deployVerticle(
            () ->
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    loops.add(new OfVertx(vertx, context));
                    return Future.succeededFuture();
                  }
                },
            new DeploymentOptions().setInstances(count))
        .map(_ -> List.copyOf(loops));
  }

  private record OfVertx(Vertx vertx, Context context) implements Loop {
    @Override
    public void execute(Runnable task) {
      context.runOnContext(_ -> task.run());
    }

    @Override
    public void after(Duration delay, Runnable task) {
      vertx.setTimer(Math.max(1, delay.toMillis()), _ -> task.run());
    }
  }
}
