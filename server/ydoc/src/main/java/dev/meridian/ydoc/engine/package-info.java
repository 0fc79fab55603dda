/**
 * The working parts of a document, for the ydoc package alone: structs and their store, reading and
 * writing updates, integration, garbage collection.
 */
@NullMarked
package dev.meridian.ydoc.engine;

import org.jspecify.annotations.NullMarked;
