/// The HTTP server itself: what every request meets before and beside the API.
@NullMarked
package dev.meridian.http.edge;

import org.jspecify.annotations.NullMarked;
