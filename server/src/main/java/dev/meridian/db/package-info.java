/// The database: pool, embedded server, migrations.
@NullMarked
package dev.meridian.db;

import org.jspecify.annotations.NullMarked;
