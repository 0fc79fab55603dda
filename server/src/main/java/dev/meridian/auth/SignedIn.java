package dev.meridian.auth;

import dev.meridian.auth.token.AccessTokens;
import dev.meridian.http.Answer;
import dev.meridian.http.Json;
import dev.meridian.workspace.Member;
import dev.meridian.workspace.Workspace;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/// Answers who has just signed in: the access token in the body, the refresh token in the cookie.
public final class SignedIn {

  private final AccessTokens accessTokens;
  private final RefreshCookie cookie;

  public SignedIn(AccessTokens accessTokens, RefreshCookie cookie) {
    this.accessTokens = accessTokens;
    this.cookie = cookie;
  }

  /// @param status 200, or 201 when somebody or something new was made
  public Answer answer(int status, SignIns.Started started, Member member, Workspace workspace) {
    var body = body(started.signInId(), member, workspace);
    return (status == 201 ? Answer.created(body) : Answer.ok(body))
        .withCookie(cookie.with(started.refreshToken()));
  }

  JsonObject body(UUID signInId, Member member, Workspace workspace) {
    var issued = accessTokens.issue(member.id(), signInId);
    return Json.object(
        "accessToken", issued.token(),
        "expiresAt", issued.expiresAt(),
        "member", member.toJson(),
        "workspace", workspace.toJson());
  }
}
