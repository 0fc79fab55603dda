/// The two wire framings of co-editing as pure codecs: bytes in, records out, and back.
@NullMarked
package dev.meridian.collab.framing;

import org.jspecify.annotations.NullMarked;
