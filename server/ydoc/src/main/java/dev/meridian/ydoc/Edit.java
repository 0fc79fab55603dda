package dev.meridian.ydoc;

/** The roots of a document while {@link YDoc#edit} runs; only then can views change it. */
public interface Edit {
  YText text(String root);

  YArray array(String root);

  YMap map(String root);

  YXml xml(String root);
}
