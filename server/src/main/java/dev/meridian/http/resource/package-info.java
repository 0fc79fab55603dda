/// Resources of the contract: read the same way by a GET and by whoever watches them.
@NullMarked
package dev.meridian.http.resource;

import org.jspecify.annotations.NullMarked;
