/// The HTTP edge: contract, problems, limits, headers, web client files, health.
@NullMarked
package dev.meridian.http;

import org.jspecify.annotations.NullMarked;
