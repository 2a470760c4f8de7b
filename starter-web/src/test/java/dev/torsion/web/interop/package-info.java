/**
 * The web server beside servers of others.
 */
@NullMarked
package dev.torsion.web.interop;

import org.jspecify.annotations.NullMarked;
