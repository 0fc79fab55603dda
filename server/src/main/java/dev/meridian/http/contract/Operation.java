package dev.meridian.http.contract;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One operation of the contract.
///
/// @param path with names in braces, `/api/v1/teams/{teamId}`
/// @param needsCaller whether an access token must be sent
/// @param watchable whether it reads a resource that has an ETag and can be watched
/// @param body null = takes none
public record Operation(
    String id,
    HttpMethod method,
    String path,
    boolean needsCaller,
    boolean watchable,
    List<Parameter> parameters,
    @Nullable Body body) {

  public Operation {
    parameters = List.copyOf(parameters);
  }

  public record Parameter(String name, Place place, boolean required, Check check) {
    public boolean isIn(Place other) {
      return place == other;
    }
  }

  /// Where a parameter stands in a request; named as the contract names it.
  public enum Place {
    PATH,
    QUERY,
    HEADER
  }

  private static final Pattern SLASH = Pattern.compile("/");

  /// The names in a path of this operation with their values; empty when the path is another's.
  public Optional<Map<String, String>> match(String other) {
    var steps = SLASH.split(path);
    var otherSteps = SLASH.split(other, -1);
    if (steps.length != otherSteps.length) {
      return Optional.empty();
    }
    var names = new HashMap<String, String>();
    for (int i = 0; i < steps.length; i++) {
      if (steps[i].startsWith("{")) {
        names.put(steps[i].substring(1, steps[i].length() - 1), otherSteps[i]);
      } else if (!steps[i].equals(otherSteps[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }

  /// Whether the contract allows these values in the path.
  public boolean allows(Map<String, String> names) {
    return parameters.stream()
        .filter(parameter -> parameter.isIn(Place.PATH))
        .allMatch(parameter -> {
          var value = names.get(parameter.name());
          return value != null && parameter.check().problems(value).isEmpty();
        });
  }

  public record Body(String mediaType, Check check) {

    /// Whether bodies of this `Content-Type` are taken. Merge patches may also be sent as plain
    /// JSON.
    public boolean takes(@Nullable String contentType) {
      if (contentType == null) {
        return false;
      }
      var sent = contentType.split(";", 2)[0].strip();
      return sent.equalsIgnoreCase(mediaType) || sent.equalsIgnoreCase("application/json");
    }
  }
}
