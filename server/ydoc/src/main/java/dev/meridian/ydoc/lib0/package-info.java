/** The byte format under Yjs: variable-length integers, strict UTF-8 strings and byte arrays. */
@NullMarked
package dev.meridian.ydoc.lib0;

import org.jspecify.annotations.NullMarked;
