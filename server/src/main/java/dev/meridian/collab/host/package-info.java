/// Documents in memory: one host per document, and the registry that finds it.
@NullMarked
package dev.meridian.collab.host;

import org.jspecify.annotations.NullMarked;
