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
    List<String> tags,
    boolean needsCaller,
    List<Parameter> parameters,
    @Nullable Body body) {

  public Operation {
    tags = List.copyOf(tags);
    parameters = List.copyOf(parameters);
  }

  /// @param inPath else it is a header
  public record Parameter(String name, boolean inPath, boolean required, Check check) {}

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
