package dev.torsion.words.irc.session.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import dev.torsion.words.irc.session.Admission;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.AuthenticationException;

/**
 * What PASS is good for: the password that everybody has to know, if there is one, or
 * {@code account:password}, as bouncers have it. Who has logged in otherwise need not
 * know the former.
 */
public final class PasswordAdmission implements Admission {

	private final byte @Nullable [] password;

	/**
	 * Asks for a password, or for none.
	 * @param password the password, {@code null} or empty for none
	 */
	public PasswordAdmission(@Nullable String password) {
		this.password = (password == null || password.isEmpty()) ? null : bytes(password);
	}

	@Override
	public Mono<Void> admit(IrcSession session, String nick) {
		if (session.isRegistered()) {
			return Mono.empty();
		}
		GivenPassword said = GivenPassword.of(session);
		String given = said.take();
		if (given != null && isPassword(given)) {
			said.setKnown();
		}
		boolean known = said.isKnown();
		int colon = (given != null) ? given.indexOf(':') : -1;
		if (given != null && !known && colon > 0 && session.login().id() == null && session.transport().isPrivate()) {
			return Logins.password(session, given.substring(0, colon), given.substring(colon + 1))
				.onErrorResume(AuthenticationException.class, (ex) -> Mono.fromRunnable(() -> refuse(session)));
		}
		if (this.password != null && !known && session.login().id() == null) {
			refuse(session);
		}
		return Mono.empty();
	}

	/** In a time that tells nothing of the password. */
	private boolean isPassword(String given) {
		return this.password != null && MessageDigest.isEqual(this.password, bytes(given));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static void refuse(IrcSession session) {
		session.reply(Numeric.ERR_PASSWDMISMATCH, "Password incorrect");
		session.quit("Bad password");
	}

}
