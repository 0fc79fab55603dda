package dev.meridian.collab.host;

/// Told when this node has committed more of a document. Called on the document's owner loop.
@FunctionalInterface
public interface CommitObserver {
  void committed(DocumentHost host);
}
