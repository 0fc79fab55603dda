package dev.meridian.http.contract;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One operation of the contract.
///
/// @param path with names in braces, `/api/v1/teams/{teamId}`
/// @param needsCaller whether an access token must be sent
/// @param body null = takes none
public record Operation(
    String id,
    HttpMethod method,
    String path,
    boolean needsCaller,
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
