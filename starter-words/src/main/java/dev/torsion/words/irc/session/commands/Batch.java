package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * BATCH: begins or ends messages that belong together, of which a client may send those
 * of IRCv3's multiline.
 */
final class Batch implements IrcCommand {

	private static final Rule RULE = Rule.of("BATCH", 1);

	private static final String MULTILINE = "draft/multiline";

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public String value(Cap cap, IrcSession session) {
		return (cap != Cap.MULTILINE) ? ""
				: "max-bytes=" + ClientBatch.MAX_BYTES + ",max-lines=" + ClientBatch.MAX_LINES;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String reference = message.parameter(0);
		String name = reference.substring(Math.min(1, reference.length()));
		if (reference.startsWith("-") && session.has(Cap.MULTILINE)) {
			return ClientBatch.of(session).end(session, name);
		}
		if (!reference.startsWith("+") || name.isEmpty() || message.parameter(2).isEmpty()) {
			session.fail("BATCH", "INVALID_PARAMS", "Invalid batch");
		}
		else if (!message.parameter(1).equals(MULTILINE) || !session.has(Cap.MULTILINE)) {
			session.fail("BATCH", "UNKNOWN_TYPE", message.parameter(1), "Unknown type of batch");
		}
		else {
			ClientBatch.of(session).begin(session, name, message.parameter(2), ClientTags.of(message.tags()));
		}
		return Mono.empty();
	}

}
