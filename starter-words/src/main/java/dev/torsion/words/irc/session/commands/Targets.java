package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import reactor.core.publisher.Mono;

/**
 * The targets of a command, with commas between.
 */
final class Targets {

	private Targets() {
	}

	/**
	 * Reads targets.
	 * @param session the conversation
	 * @param verb the command
	 * @param list the targets as they are written
	 * @return the targets
	 * @throws IrcException if there are more than a command may have
	 */
	static List<String> of(IrcSession session, String verb, String list) {
		if (list.indexOf(',') < 0) {
			return list.isEmpty() ? List.of() : List.of(list);
		}
		List<String> targets = new ArrayList<>();
		for (String target : list.split(",")) {
			if (!target.isEmpty()) {
				targets.add(target);
			}
		}
		if (targets.size() > session.server().settings().limits().targets()) {
			throw new IrcException(Numeric.ERR_TOOMANYTARGETS, verb, "Too many targets");
		}
		return targets;
	}

	/**
	 * Does something with each target, one after another. What one is refused is
	 * answered, and does not keep the next from its turn.
	 * @param session the conversation
	 * @param targets the targets
	 * @param step what is done
	 * @return completes when it was done with all; the shared empty one if it was already
	 */
	static Mono<Void> each(IrcSession session, List<String> targets, Function<String, Mono<Void>> step) {
		return each(session, targets.iterator(), step);
	}

	private static Mono<Void> each(IrcSession session, Iterator<String> targets, Function<String, Mono<Void>> step) {
		while (targets.hasNext()) {
			Mono<Void> one = guarded(session, step, targets.next());
			if (one != Mono.<Void>empty()) {
				return one.then(Mono.defer(() -> each(session, targets, step)));
			}
		}
		return Mono.empty();
	}

	private static Mono<Void> guarded(IrcSession session, Function<String, Mono<Void>> step, String target) {
		try {
			return step.apply(target);
		}
		catch (IrcException ex) {
			session.refused(ex);
			return Mono.empty();
		}
	}

	/**
	 * The server that is asked, which has to be this one.
	 * @param session the conversation
	 * @param target its name or mask, empty for this one
	 * @throws IrcException if it is another
	 */
	static void server(IrcSession session, String target) {
		String server = session.server().settings().name();
		boolean here = target.isEmpty() || target.equals("*") || target.equalsIgnoreCase(server)
				|| session.server().world().participants().find(target) != null;
		if (!here) {
			throw new IrcException(Numeric.ERR_NOSUCHSERVER, target, "No such server");
		}
	}

}
