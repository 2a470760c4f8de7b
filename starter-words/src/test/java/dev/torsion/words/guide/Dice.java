package dev.torsion.words.guide;

import java.util.Random;

import dev.torsion.words.Message;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

// tag::command[]
@Component
class Dice implements IrcCommand {

	private final Random random = new Random();

	@Override
	public Rule rule() {
		return Rule.of("ROLL", 1);
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		int rolled = this.random.nextInt(6) + 1;
		return session.room(message.parameter(0)).say(session.participant(), Message.of("rolls a " + rolled)).then();
	}

}
// end::command[]
