package dev.meridian.collab;

import dev.meridian.ydoc.Limits;
import java.util.Set;

/// The limits of the engine for documents here. What was taken once must always load, so the
/// engine's own limits of a document stand far above those at which a host takes no more.
public final class DocumentLimits {
  private static final int SLACK = 4;
  private static final int MAX_STATE_BYTES = 1 << 30;

  private DocumentLimits() {}

  /// @param roots the only ones that documents have
  public static Limits of(Set<String> roots) {
    Limits limits = Limits.standard().withRoots(roots);
    Limits.OfDocument document = limits.document();
    return limits.withDocument(
        document
            .withStateBytes(MAX_STATE_BYTES)
            .withClients(document.clients() * SLACK)
            .withStructs(document.structs() * SLACK)
            .withBytes(document.bytes() * SLACK)
            .withEmptyLength(document.emptyLength() * SLACK));
  }
}
