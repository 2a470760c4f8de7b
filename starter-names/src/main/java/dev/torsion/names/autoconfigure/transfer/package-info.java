/**
 * Auto-configuration of the exchange of zones with other servers, and of their updates.
 */
@NullMarked
package dev.torsion.names.autoconfigure.transfer;

import org.jspecify.annotations.NullMarked;
