package dev.torsion.names.differential;

import java.util.List;
import java.util.stream.Stream;

import dev.torsion.names.differential.query.Query;

/**
 * A field in which two answers to the same query differ.
 *
 * @param query the query
 * @param field what differs
 * @param left the answer of one
 * @param right the answer of the other
 */
record Difference(Query query, Field field, Given left, Given right) {

	/**
	 * An answer and who gave it.
	 *
	 * @param rival who
	 * @param observation the answer
	 */
	record Given(Rival rival, Observation observation) {

	}

	static List<Difference> between(Query query, Given left, Given right) {
		return Stream.of(Field.values())
			.filter((field) -> !left.observation().get(field).equals(right.observation().get(field)))
			.filter((field) -> field == Field.SILENCE
					|| left.observation().isSilent() == right.observation().isSilent())
			.map((field) -> new Difference(query, field, left, right))
			.toList();
	}

	@Override
	public String toString() {
		return this.field + " of " + this.query + "\n  " + this.left.rival() + "\n" + this.left.observation() + "\n  "
				+ this.right.rival() + "\n" + this.right.observation() + "\n";
	}

}
