package dev.torsion.mail.test;

import java.time.Duration;
import java.util.List;

import dev.torsion.mail.test.MailFault.Effect;
import dev.torsion.net.EventLoop;
import reactor.core.publisher.Mono;

/**
 * What happens to one message while it is read.
 */
final class MessageFaults {

	private final List<Effect> effects;

	private long size;

	MessageFaults(List<Effect> effects) {
		this.effects = effects;
	}

	/**
	 * Whether the connection ends before more is read.
	 * @param length how much more there is
	 * @return whether it does
	 */
	boolean cuts(int length) {
		this.size += length;
		return this.effects.stream().anyMatch((effect) -> effect instanceof Effect.Cut cut && this.size > cut.size());
	}

	Mono<Void> pause(EventLoop loop) {
		Duration pause = Duration.ZERO;
		for (Effect effect : this.effects) {
			pause = (effect instanceof Effect.Pause one) ? pause.plus(one.time()) : pause;
		}
		return pause.isZero() ? Mono.empty() : loop.after(pause);
	}

}
