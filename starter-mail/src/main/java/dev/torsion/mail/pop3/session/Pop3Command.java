package dev.torsion.mail.pop3.session;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.torsion.mail.pop3.session.reply.Pop3Exception;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import reactor.core.publisher.Mono;

/**
 * One verb of POP3. Declare a bean of this type to add a verb, or to replace the one of
 * that name. Called on the event loop of the connection, which must not be blocked.
 */
public interface Pop3Command {

	/**
	 * When the verb can be used.
	 * @return the rule, which is checked before {@link #run}
	 */
	Rule rule();

	/**
	 * Does what the verb says.
	 * @param session whose command it is
	 * @param argument what stands after the verb and a space, as it is; empty if nothing
	 * @return the reply. Fails with {@link Pop3Exception} if it is the client's fault;
	 * any other failure but that of a store is ours, logged and answered with
	 * {@code [SYS/TEMP]}
	 */
	Mono<Pop3Reply> run(Pop3Session session, String argument);

	/**
	 * What the verb adds to the answer to CAPA, RFC 2449.
	 * @param session who asks
	 * @return lines
	 */
	default List<String> capabilities(Pop3Session session) {
		return List.of();
	}

	/**
	 * When a verb can be used.
	 *
	 * @param verb the verb, in capitals
	 * @param states in which states of the session
	 * @param argument whether anything may follow
	 */
	record Rule(String verb, Set<Pop3State> states, Argument argument) {

		/**
		 * Checks the rule.
		 */
		public Rule {
			verb = verb.toUpperCase(Locale.ROOT);
			states = Set.copyOf(states);
		}

		/**
		 * A rule.
		 * @param verb the verb, in capitals
		 * @param argument whether anything may follow
		 * @param states in which states of the session
		 * @return the rule
		 */
		public static Rule of(String verb, Argument argument, Pop3State... states) {
			return new Rule(verb, Set.of(states), argument);
		}

	}

	/**
	 * Whether anything may follow a verb.
	 */
	enum Argument {

		/** Nothing may. */
		NONE,

		/** Something may. */
		OPTIONAL,

		/** Something has to. */
		REQUIRED;

		boolean allows(String argument) {
			return this == OPTIONAL || argument.isBlank() == (this == NONE);
		}

	}

}
