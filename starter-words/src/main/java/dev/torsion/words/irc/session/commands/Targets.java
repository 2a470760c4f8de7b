package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;

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

}
