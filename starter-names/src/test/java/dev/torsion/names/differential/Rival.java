package dev.torsion.names.differential;

/**
 * Who takes part.
 */
enum Rival {

	KNOT, NSD, OURS

}
