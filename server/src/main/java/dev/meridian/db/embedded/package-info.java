/// A PostgreSQL that comes with Meridian, unpacked and run as a child of the JVM.
@NullMarked
package dev.meridian.db.embedded;

import org.jspecify.annotations.NullMarked;
