/// The first start: one token, one workspace, one admin.
@NullMarked
package dev.meridian.auth.setup;

import org.jspecify.annotations.NullMarked;
