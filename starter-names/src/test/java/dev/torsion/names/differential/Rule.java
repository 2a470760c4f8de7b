package dev.torsion.names.differential;

import java.util.Set;

import dev.torsion.names.differential.query.Query;

/**
 * Why one server may answer otherwise than the others.
 *
 * @param rival which server
 * @param name a short name
 * @param reason what it does, and why that is as good
 * @param fields where the answers differ
 * @param always whether it is met in every run, however fast the machine is
 * @param matcher for which queries and answers it is so
 */
record Rule(Rival rival, String name, String reason, Set<Field> fields, boolean always, Matcher matcher) {

	/**
	 * Recognises a difference.
	 */
	@FunctionalInterface
	interface Matcher {

		/**
		 * Whether this is why they differ.
		 * @param query the query
		 * @param own the answer of the server
		 * @param other the answer of another server
		 * @return whether it is
		 */
		boolean matches(Query query, Observation own, Observation other);

	}

	boolean explains(Difference difference) {
		if (!this.fields.contains(difference.field())) {
			return false;
		}
		if (difference.left().rival() == this.rival) {
			return this.matcher.matches(difference.query(), difference.left().observation(),
					difference.right().observation());
		}
		return difference.right().rival() == this.rival && this.matcher.matches(difference.query(),
				difference.right().observation(), difference.left().observation());
	}

}
