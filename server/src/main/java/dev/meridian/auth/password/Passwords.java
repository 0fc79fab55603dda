package dev.meridian.auth.password;

import dev.meridian.http.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/// Hashes and verifies on a small pool of its own, since each takes tens of milliseconds and much
/// memory. Called on virtual threads, never inside a transaction.
public final class Passwords {

  private static final int THREADS = 2;
  private static final int LONGEST_QUEUE = 100;

  private final Argon2id argon2id;
  private final WorkerExecutor pool;
  private final AtomicInteger waiting = new AtomicInteger();
  private final String nobody;

  public Passwords(Vertx vertx, Argon2id argon2id) {
    this.argon2id = argon2id;
    this.pool = vertx.createSharedWorkerExecutor("meridian-passwords", THREADS);
    this.nobody = argon2id.hash("nobody has this password");
  }

  public String hash(String password) {
    return run(() -> argon2id.hash(password));
  }

  /// Whether the password fits. Takes as long when there is no hash, so that nobody can find out
  /// who has an account.
  public boolean verify(String password, Optional<String> hash) {
    boolean fits = run(() -> Argon2id.verify(password, hash.orElse(nobody)));
    return fits && hash.isPresent();
  }

  public boolean isOutdated(String hash) {
    return argon2id.isOutdated(hash);
  }

  /// @throws Problem 503 when too many wait already
  private <T> T run(Callable<T> work) {
    if (waiting.incrementAndGet() > LONGEST_QUEUE) {
      waiting.decrementAndGet();
      throw new Problem(503, "overloaded", "Too many people are signing in; wait a moment.")
          .with("retryAfterSeconds", 5);
    }
    try {
      return pool.executeBlocking(work, false).await();
    } finally {
      waiting.decrementAndGet();
    }
  }
}
