package dev.meridian.collab.framing;

/// The address in front of every Hocuspocus message: the name of a document, optionally followed by
/// NUL and the id of a provider's session, so that one socket may open a document twice.
///
/// @param text as received; what is sent back must begin with the very same
public record RoomKey(String text) {
  private static final char SEPARATOR = '\0';

  public String documentName() {
    int separator = text.indexOf(SEPARATOR);
    return separator < 0 ? text : text.substring(0, separator);
  }
}
