package dev.meridian.ydoc;

/**
 * A run of a text that carries the same marks.
 *
 * @param content a {@link Any.Str} with the characters, or one embedded value or type
 * @param marks in the order they were put on; never holds nulls
 */
public record Span(Item content, Marks marks) {}
