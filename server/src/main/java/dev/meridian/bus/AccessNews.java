package dev.meridian.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The message of the channel [Bus#ACCESS]: whose rights are to be looked at again. Exactly one of
/// the three is set.
///
/// @param workspaceId something that rights hang on changed for many: a team's rule or members
/// @param accountId sign-ins of the account ended, or its role or membership changed
/// @param signInId this one sign-in ended or moved to another workspace
public record AccessNews(
    @Nullable UUID workspaceId, @Nullable UUID accountId, @Nullable UUID signInId) {

  public static AccessNews ofWorkspace(UUID workspaceId) {
    return new AccessNews(workspaceId, null, null);
  }

  public static AccessNews ofAccount(UUID accountId) {
    return new AccessNews(null, accountId, null);
  }

  public static AccessNews ofSignIn(UUID signInId) {
    return new AccessNews(null, null, signInId);
  }

  public static AccessNews read(Buffer message) {
    var json = message.toJsonObject();
    return new AccessNews(
        uuid(json, "workspaceId"), uuid(json, "accountId"), uuid(json, "signInId"));
  }

  public Buffer write() {
    var json = new JsonObject();
    if (workspaceId != null) {
      json.put("workspaceId", workspaceId.toString());
    }
    if (accountId != null) {
      json.put("accountId", accountId.toString());
    }
    if (signInId != null) {
      json.put("signInId", signInId.toString());
    }
    return json.toBuffer();
  }

  private static @Nullable UUID uuid(JsonObject json, String field) {
    var text = json.getString(field);
    return text == null ? null : UUID.fromString(text);
  }
}
