/**
 * Auto-configuration of the event loop and of what all listeners share.
 */
@NullMarked
package dev.torsion.net.autoconfigure;

import org.jspecify.annotations.NullMarked;
