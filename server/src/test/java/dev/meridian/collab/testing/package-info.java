/// Support for the tests of co-editing: a server with little around it, and the real clients.
@NullMarked
package dev.meridian.collab.testing;

import org.jspecify.annotations.NullMarked;
