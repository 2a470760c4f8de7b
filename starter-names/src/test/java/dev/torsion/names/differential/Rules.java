package dev.torsion.names.differential;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All reasons for answers to differ.
 */
final class Rules {

	/** All there is to an answer, whether there is one aside. */
	static final Set<Field> ANSWERS = EnumSet.complementOf(EnumSet.of(Field.SILENCE));

	/** The records and what depends on how many they are. */
	static final Set<Field> RECORDS = EnumSet.of(Field.TC, Field.ANSWER, Field.AUTHORITY, Field.ADDITIONAL);

	/** The records and what they mean. */
	static final Set<Field> OUTCOME = EnumSet.of(Field.RCODE, Field.AA, Field.TC, Field.ANSWER, Field.AUTHORITY,
			Field.ADDITIONAL);

	/** What an error repeats of the query. */
	static final Set<Field> ECHO = EnumSet.of(Field.QUESTION, Field.AA, Field.TC, Field.RD, Field.RA, Field.Z, Field.AD,
			Field.CD, Field.EDNS, Field.EDNS_OPTIONS);

	static final List<Rule> ALL = Stream.of(KnotRules.ALL, NsdRules.ALL, OurRules.ALL).flatMap(List::stream).toList();

	private Rules() {
	}

}
