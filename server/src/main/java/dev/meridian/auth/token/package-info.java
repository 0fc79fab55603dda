/// Tokens: random ones, access tokens and the keys that sign them, chains of refresh tokens.
@NullMarked
package dev.meridian.auth.token;

import org.jspecify.annotations.NullMarked;
