package dev.meridian.event;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/// The names of the streams of events.
public final class Streams {

  /// Set-up and new workspaces.
  public static final String INSTALLATION = "installation";

  private static final String CONTENT = "content:";

  private Streams() {}

  /// Sign-ins and passwords of one account.
  public static String account(UUID accountId) {
    return "account:" + accountId;
  }

  /// Everything in one workspace.
  public static String workspace(UUID workspaceId) {
    return "workspace:" + workspaceId;
  }

  /// What the tables say of a document. It has no events: its seq is the row of the document's log
  /// that the tables show.
  public static String content(UUID documentId) {
    return CONTENT + documentId;
  }

  /// The document whose content the stream tells of; empty when it is another kind of stream.
  public static Optional<UUID> contentOf(String stream) {
    return stream.startsWith(CONTENT)
        ? Optional.of(UUID.fromString(stream.substring(CONTENT.length())))
        : Optional.empty();
  }

  /// What the channel of a stream says.
  public static Buffer news(String stream, long seq) {
    return new JsonObject().put("stream", stream).put("seq", seq).toBuffer();
  }

  /// The bus channel that says `{"stream", "seq"}` after each commit that appended to the stream.
  public static String channel(String stream) {
    return "stream:" + stream;
  }
}
