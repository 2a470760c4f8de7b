package dev.torsion.mail.smtp.session;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import dev.torsion.mail.smtp.session.settings.SmtpService;

/**
 * Where a command may be used: checked by the session, before the command is run.
 *
 * @param verb the verb, in upper case
 * @param states the states it is allowed in
 * @param services the services that have it
 */
public record Rule(String verb, Set<SmtpState> states, Set<SmtpService> services) {

	public Rule {
		verb = verb.toUpperCase(Locale.ROOT);
		states = Set.copyOf(states);
		services = Set.copyOf(services);
	}

	/**
	 * A command of all services.
	 * @param verb the verb
	 * @param states the states it is allowed in; none for all
	 * @return the rule
	 */
	public static Rule of(String verb, SmtpState... states) {
		return new Rule(verb, (states.length > 0) ? Set.of(states) : EnumSet.allOf(SmtpState.class),
				EnumSet.allOf(SmtpService.class));
	}

	/**
	 * The same command for some services.
	 * @param services the services that have it
	 * @return the rule
	 */
	public Rule on(SmtpService... services) {
		return new Rule(this.verb, this.states, Set.of(services));
	}

}
