/**
 * HTTP as a file server needs it, in values and pure functions: paths, validators,
 * conditions, ranges, dates and media types. Nothing here knows a file, a socket or
 * Spring.
 */
@NullMarked
package dev.torsion.web.wire;

import org.jspecify.annotations.NullMarked;
