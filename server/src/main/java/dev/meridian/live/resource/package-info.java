/// Watched resources, kept true: versions, merge patches, and the streams that say when to look.
@NullMarked
package dev.meridian.live.resource;

import org.jspecify.annotations.NullMarked;
