/// What an OKR record says: the schema of its document, the tolerant reader, and its JSON. Pure.
@NullMarked
package dev.meridian.record.content;

import org.jspecify.annotations.NullMarked;
