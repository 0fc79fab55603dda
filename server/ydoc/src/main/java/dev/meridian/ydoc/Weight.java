package dev.meridian.ydoc;

/**
 * How heavy a document is. Kept up to date, so asking costs nothing.
 *
 * @param structs items and collected ranges
 * @param clients client ids that ever wrote
 * @param textUnits UTF-16 units of text held, deleted text that is kept included
 * @param bytes estimate of the heap the document takes, without what is waiting
 */
public record Weight(int structs, int clients, long textUnits, long bytes) {}
