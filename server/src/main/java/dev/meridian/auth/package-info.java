/// Who is asking: sign-ins, tokens, passwords, tickets, invitations.
@NullMarked
package dev.meridian.auth;

import org.jspecify.annotations.NullMarked;
