package dev.meridian.live.socket;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// What a client of `/live` says.
sealed interface ClientMessage {
  int MAX_PATH = 512;
  int MAX_VERSION = 128;

  /// Who I am, or still am.
  record Auth(String token) implements ClientMessage {}

  /// @param version that the client holds
  record Watch(String path, Optional<String> version) implements ClientMessage {}

  record Unwatch(String path) implements ClientMessage {}

  /// Not a message.
  final class MalformedException extends Exception {
    MalformedException() {
      super("malformed", null, false, false);
    }
  }

  static ClientMessage read(String text) throws MalformedException {
    try {
      var json = new JsonObject(text);
      if (json.containsKey("auth")) {
        return new Auth(string(json, "auth", Integer.MAX_VALUE));
      }
      if (json.containsKey("watch")) {
        var version =
            json.containsKey("version")
                ? Optional.of(string(json, "version", MAX_VERSION))
                : Optional.<String>empty();
        return new Watch(string(json, "watch", MAX_PATH), version);
      }
      return new Unwatch(string(json, "unwatch", MAX_PATH));
    } catch (DecodeException _) {
      throw new MalformedException();
    }
  }

  private static String string(JsonObject json, String name, int maxLength)
      throws MalformedException {
    if (json.getValue(name) instanceof String text && text.length() <= maxLength) {
      return text;
    }
    throw new MalformedException();
  }
}
