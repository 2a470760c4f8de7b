package dev.torsion.words.irc.session.commands;

import java.util.List;

import dev.torsion.words.RoomException;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * PART: leaves channels, and may say why.
 */
final class Part implements IrcCommand {

	private static final Rule RULE = Rule.of("PART", 1);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		List<String> channels = Targets.of(session, "PART", message.parameter(0));
		return Flux.fromIterable(channels)
			.concatMap((channel) -> Mono
				.defer(() -> session.room(channel).part(session.participant(), message.parameter(1)))
				.onErrorResume(RoomException.class, (ex) -> Mono.fromRunnable(() -> session.refused(ex, channel)))
				.onErrorResume(IrcException.class, (ex) -> Mono.fromRunnable(() -> session.refused(ex))))
			.then();
	}

}
