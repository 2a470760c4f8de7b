package dev.torsion.words.irc.client.sasl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.torsion.net.EventLoop;
import dev.torsion.words.irc.client.IrcLogin;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The login of one connection: which mechanism, and its messages in pieces of 400
 * characters. For one thread, that of the connection.
 */
public final class SaslLogin {

	private static final String COMMAND = "AUTHENTICATE";

	private static final int PIECE = 400;

	private static final int MAX_CHALLENGE = 8 * 1024;

	private final List<Mechanism> left;

	private final StringBuilder challenge = new StringBuilder();

	private @Nullable Mechanism current;

	/**
	 * Prepares a login.
	 * @param login the account
	 * @param confidential whether nobody on the way can read along, without which the
	 * password is not sent as it is
	 * @param eventLoop where passwords are hashed
	 */
	public SaslLogin(IrcLogin login, boolean confidential, EventLoop eventLoop) {
		this.left = new ArrayList<>();
		String password = login.password();
		if (password == null) {
			this.left.add(SingleResponse.external());
			return;
		}
		this.left.add(new ScramMechanism(login.account(), password, eventLoop));
		if (confidential) {
			this.left.add(SingleResponse.plain(login.account(), password));
		}
	}

	/**
	 * Begins with the best of our mechanisms that the server has and that was not tried.
	 * @param offered the mechanisms of the server, separated by commas; empty if it does
	 * not say
	 * @return what to send; {@code null} if there is none
	 */
	public @Nullable IrcMessage begin(String offered) {
		Set<String> names = Set.copyOf(Arrays.asList(offered.toUpperCase(Locale.ROOT).split(",")));
		this.challenge.setLength(0);
		while (!this.left.isEmpty()) {
			Mechanism next = this.left.remove(0);
			if (offered.isEmpty() || names.contains(next.name())) {
				this.current = next;
				return IrcMessage.of(COMMAND, next.name());
			}
		}
		return null;
	}

	/**
	 * Answers a piece of a challenge.
	 * @param piece the parameter of AUTHENTICATE
	 * @return what to send, nothing before the last piece
	 * @throws dev.torsion.words.irc.client.IrcException if the server is not to be
	 * trusted
	 */
	public Mono<List<IrcMessage>> answer(String piece) {
		Mechanism mechanism = this.current;
		if (mechanism == null || this.challenge.length() + piece.length() > MAX_CHALLENGE) {
			throw Mechanism.distrust("The server asks for a login at the wrong time, or for too much");
		}
		this.challenge.append(piece.equals("+") ? "" : piece);
		if (piece.length() == PIECE) {
			return Mono.just(List.of());
		}
		byte[] whole = decode(this.challenge.toString());
		this.challenge.setLength(0);
		return mechanism.respond(whole).map(SaslLogin::pieces);
	}

	/**
	 * Whether the word of the server that we are logged in may be taken.
	 * @return whether it has proved what it has to
	 */
	public boolean isSatisfied() {
		return this.current != null && this.current.isSatisfied();
	}

	private static byte[] decode(String text) {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw Mechanism.distrust("The challenge of the server is not in Base64");
		}
	}

	/** The last piece is shorter than the others, so that its end is seen. */
	private static List<IrcMessage> pieces(byte[] response) {
		String text = Base64.getEncoder().encodeToString(response);
		List<IrcMessage> pieces = new ArrayList<>();
		for (int at = 0; at < text.length(); at += PIECE) {
			pieces.add(IrcMessage.of(COMMAND, text.substring(at, Math.min(at + PIECE, text.length()))));
		}
		if (text.length() % PIECE == 0) {
			pieces.add(IrcMessage.of(COMMAND, "+"));
		}
		return pieces;
	}

}
