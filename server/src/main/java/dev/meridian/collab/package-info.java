/// Co-editing of documents over WebSockets: two framings, one host per document, one journal per
/// node.
@NullMarked
package dev.meridian.collab;

import org.jspecify.annotations.NullMarked;
