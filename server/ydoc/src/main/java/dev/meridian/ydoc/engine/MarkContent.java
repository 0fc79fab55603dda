package dev.meridian.ydoc.engine;

/**
 * Where a mark of a text begins, or ends when its value is null.
 *
 * @param name name of the mark
 * @param json its value as JSON text in UTF-8, as it was written
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes of the wire; never compared
public record MarkContent(String name, byte[] json) {}
