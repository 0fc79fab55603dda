package dev.meridian.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The message of the channel [Bus#ACCESS]: whose rights are to be looked at again. At most one of
/// the three ids is set; none means everybody's.
///
/// @param workspaceId something that rights hang on changed for many: a team's rule or members
/// @param accountId sign-ins of the account ended, or its role or membership changed
/// @param signInId this one sign-in ended or moved to another workspace
/// @param seq its number where the news is kept; empty = not kept
public record AccessNews(
    @Nullable UUID workspaceId,
    @Nullable UUID accountId,
    @Nullable UUID signInId,
    OptionalLong seq) {

  public static AccessNews ofWorkspace(UUID workspaceId) {
    return new AccessNews(workspaceId, null, null, OptionalLong.empty());
  }

  public static AccessNews ofAccount(UUID accountId) {
    return new AccessNews(null, accountId, null, OptionalLong.empty());
  }

  public static AccessNews ofSignIn(UUID signInId) {
    return new AccessNews(null, null, signInId, OptionalLong.empty());
  }

  public static AccessNews ofEverything() {
    return new AccessNews(null, null, null, OptionalLong.empty());
  }

  public AccessNews numbered(long number) {
    return new AccessNews(workspaceId, accountId, signInId, OptionalLong.of(number));
  }

  /// Whether the rights of this sign-in are among those to be looked at.
  public boolean concerns(UUID workspace, UUID account, UUID signIn) {
    boolean isEverything = workspaceId == null && accountId == null && signInId == null;
    return isEverything
        || workspace.equals(workspaceId)
        || account.equals(accountId)
        || signIn.equals(signInId);
  }

  public static AccessNews read(Buffer message) {
    var json = message.toJsonObject();
    var seq = json.getLong("seq");
    return new AccessNews(
        uuid(json, "workspaceId"),
        uuid(json, "accountId"),
        uuid(json, "signInId"),
        seq == null ? OptionalLong.empty() : OptionalLong.of(seq));
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
    seq.ifPresent(number -> json.put("seq", number));
    return json.toBuffer();
  }

  private static @Nullable UUID uuid(JsonObject json, String field) {
    var text = json.getString(field);
    return text == null ? null : UUID.fromString(text);
  }
}
