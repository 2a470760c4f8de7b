package dev.torsion.words.irc.session;

/**
 * Where a command may be used, and what it needs: checked by the dispatcher, before the
 * command is run.
 *
 * @param verb the command, in upper case
 * @param parameters how many parameters it has at least
 * @param before whether it may be used before a client has registered
 * @param after whether it may be used when it has
 * @param operator whether it is for operators of the server alone
 */
public record Rule(String verb, int parameters, boolean before, boolean after, boolean operator) {

	/**
	 * A command for those who have registered.
	 * @param verb the command, in upper case
	 * @param parameters how many parameters it has at least
	 * @return the rule
	 */
	public static Rule of(String verb, int parameters) {
		return new Rule(verb, parameters, false, true, false);
	}

	/**
	 * The same, before a client has registered too.
	 * @return the rule
	 */
	public Rule always() {
		return new Rule(this.verb, this.parameters, true, true, this.operator);
	}

	/**
	 * The same, before a client has registered only.
	 * @return the rule
	 */
	public Rule registering() {
		return new Rule(this.verb, this.parameters, true, false, this.operator);
	}

	/**
	 * The same, for operators of the server alone.
	 * @return the rule
	 */
	public Rule operators() {
		return new Rule(this.verb, this.parameters, this.before, this.after, true);
	}

}
