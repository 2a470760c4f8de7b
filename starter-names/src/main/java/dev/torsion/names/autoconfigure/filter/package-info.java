/**
 * Auto-configuration of the filters that come with the server.
 */
@NullMarked
package dev.torsion.names.autoconfigure.filter;

import org.jspecify.annotations.NullMarked;
