/// Passwords: accounts, hashes, changing and resetting them.
@NullMarked
package dev.meridian.auth.password;

import org.jspecify.annotations.NullMarked;
