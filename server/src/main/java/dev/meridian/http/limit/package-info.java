/// How much a client may ask for: rate limits, and who the client is behind proxies.
@NullMarked
package dev.meridian.http.limit;

import org.jspecify.annotations.NullMarked;
