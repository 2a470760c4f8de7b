/**
 * Zones as immutable snapshots that are swapped whole: names and record sets in the form
 * they have on the wire, and the search for what a name owns (RFC 1034 section 4.3.2, RFC
 * 4592).
 */
@NullMarked
package dev.torsion.names.zone;

import org.jspecify.annotations.NullMarked;
