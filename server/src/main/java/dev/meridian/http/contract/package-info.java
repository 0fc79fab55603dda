/// The contract of the API, `openapi.json`: the source of the routes, and the check of every
/// request.
@NullMarked
package dev.meridian.http.contract;

import org.jspecify.annotations.NullMarked;
