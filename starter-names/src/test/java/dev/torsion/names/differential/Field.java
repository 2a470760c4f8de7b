package dev.torsion.names.differential;

/**
 * What is compared of two answers.
 */
enum Field {

	SILENCE, OPCODE, RCODE, AA, TC, RA, RD, AD, CD, Z, QUESTION, ANSWER, AUTHORITY, ADDITIONAL, EDNS, EDNS_OPTIONS

}
