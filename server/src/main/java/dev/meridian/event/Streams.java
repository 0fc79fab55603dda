package dev.meridian.event;

import java.util.UUID;

/// The names of the streams of events.
public final class Streams {

  /// Set-up and new workspaces.
  public static final String INSTALLATION = "installation";

  private Streams() {}

  /// Sign-ins and passwords of one account.
  public static String account(UUID accountId) {
    return "account:" + accountId;
  }

  /// Everything in one workspace.
  public static String workspace(UUID workspaceId) {
    return "workspace:" + workspaceId;
  }

  /// The bus channel that says `{"stream", "seq"}` after each commit that appended to the stream.
  public static String channel(String stream) {
    return "stream:" + stream;
  }
}
