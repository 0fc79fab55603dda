package dev.meridian.live.resource;

import dev.meridian.workspace.Caller;

/// Which resource, seen as whom: what has the same key is worked out once.
///
/// @param caller reduced to what the resource looks at
record Key(String path, Caller caller) {}
