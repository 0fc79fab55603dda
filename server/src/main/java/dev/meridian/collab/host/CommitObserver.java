package dev.meridian.collab.host;

/// Told of every commit to a document. Called on the document's owner loop.
@FunctionalInterface
public interface CommitObserver {
  void committed(DocumentHost host, long seqFrom, long seqTo);
}
