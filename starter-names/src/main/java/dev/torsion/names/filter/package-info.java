/**
 * Filters that come with the server.
 */
@NullMarked
package dev.torsion.names.filter;

import org.jspecify.annotations.NullMarked;
