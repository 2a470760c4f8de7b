package dev.torsion.words.irc.session.access;

import dev.torsion.words.irc.session.Admission;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.moderation.Sanctions;
import reactor.core.publisher.Mono;

/**
 * Lets nobody in who is banned, by its address or by the account it has logged in to.
 */
public final class SanctionAdmission implements Admission {

	private final Sanctions sanctions;

	/**
	 * Holds to sanctions.
	 * @param sanctions those that hold
	 */
	public SanctionAdmission(Sanctions sanctions) {
		this.sanctions = sanctions;
	}

	@Override
	public Mono<Void> admit(IrcSession session, String nick) {
		if (this.sanctions.ban(session.participant().address(), session.profile().account()) != null) {
			session.reply(Numeric.ERR_YOUREBANNEDCREEP, "You are banned from this server");
			session.quit("Banned");
		}
		return Mono.empty();
	}

}
