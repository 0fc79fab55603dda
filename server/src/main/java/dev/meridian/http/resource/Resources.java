package dev.meridian.http.resource;

import dev.meridian.http.Call;
import dev.meridian.http.Commands;
import dev.meridian.http.Problem;
import dev.meridian.workspace.Caller;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Every resource of the contract by its path, for those who watch. May be used from any thread.
public final class Resources {

  private static final String HERE = "";

  private final List<Watchable> kinds;
  private final Commands commands;

  public Resources(Collection<Watchable> kinds, Commands commands) {
    this.kinds = List.copyOf(kinds);
    this.commands = commands;
  }

  /// One resource: a kind, and the names in its path.
  public record Place(Watchable kind, Map<String, String> names) {

    /// The caller as this resource sees him: those who are equal here see the same.
    public Caller seenAs(Caller caller) {
      return kind.audience().of(caller);
    }

    private Resource read(Caller caller) {
      if (!kind.operation().allows(names)) {
        throw Problem.notFound();
      }
      return kind.read(
          new Call(
              kind.operation().id(),
              names,
              MultiMap.caseInsensitiveMultiMap(),
              MultiMap.caseInsensitiveMultiMap(),
              Set.of(),
              new JsonObject(),
              caller,
              HERE));
    }
  }

  /// Empty when nothing under this path can be watched.
  public Optional<Place> find(String path) {
    for (var kind : kinds) {
      var names = kind.operation().match(path);
      if (names.isPresent()) {
        return Optional.of(new Place(kind, names.get()));
      }
    }
    return Optional.empty();
  }

  /// The resource as it is now, made into something on the thread that reads it. Fails with a
  /// [Problem] when it is not there, or not for this caller.
  public <T> Future<T> read(Place place, Caller caller, Function<Resource, T> made) {
    return commands.run(() -> made.apply(place.read(caller)));
  }
}
