package dev.torsion.words.irc.session.access;

import dev.torsion.words.irc.session.IrcSession;
import org.jspecify.annotations.Nullable;

/**
 * What a client has said with PASS, until it comes in. A part of the conversation.
 */
public final class GivenPassword {

	private @Nullable String text;

	private boolean known;

	/**
	 * That of a conversation.
	 * @param session the conversation
	 * @return what it has said
	 */
	public static GivenPassword of(IrcSession session) {
		return session.part(GivenPassword.class, GivenPassword::new);
	}

	/**
	 * The client says something.
	 * @param text what
	 */
	public void set(String text) {
		this.text = text;
	}

	/** The password of the server was among what it has said. */
	boolean isKnown() {
		return this.known;
	}

	void setKnown() {
		this.known = true;
	}

	@Nullable String take() {
		String given = this.text;
		this.text = null;
		return given;
	}

}
