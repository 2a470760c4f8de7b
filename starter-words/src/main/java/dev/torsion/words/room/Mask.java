package dev.torsion.words.room;

import dev.torsion.words.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Whom an entry of a list means: a pattern of {@code nick!user@host} in which {@code *}
 * stands for any characters and {@code ?} for one, or {@code ~a:} and a pattern of
 * accounts. Before either, {@code ~q:} restricts a ban to speaking. Upper and lower case
 * of ASCII are the same. Takes time that grows with the product of both lengths at most.
 */
public final class Mask {

	private static final String ACCOUNT = "~a:";

	private static final String QUIET = "~q:";

	private final String text;

	private final String pattern;

	private final boolean account;

	private final boolean quiet;

	private Mask(String text, boolean quiet, boolean account, String pattern) {
		this.text = text;
		this.quiet = quiet;
		this.account = account;
		this.pattern = RoomNames.fold(pattern);
	}

	/**
	 * Reads a mask, and adds what it leaves out: {@code joe} is {@code joe!*@*},
	 * {@code joe@host} is {@code *!joe@host}.
	 * @param written how it is written
	 * @return the mask
	 */
	public static Mask parse(String written) {
		boolean quiet = written.startsWith(QUIET);
		String rest = quiet ? written.substring(QUIET.length()) : written;
		boolean account = rest.startsWith(ACCOUNT);
		String pattern = account ? rest.substring(ACCOUNT.length()) : complete(rest);
		return new Mask((quiet ? QUIET : "") + (account ? ACCOUNT : "") + pattern, quiet, account, pattern);
	}

	private static String complete(String written) {
		int bang = written.indexOf('!');
		int at = written.lastIndexOf('@');
		if (bang < 0 && at < 0) {
			return written.indexOf('.') >= 0 || written.indexOf(':') >= 0 ? "*!*@" + written : written + "!*@*";
		}
		if (bang < 0) {
			return "*!" + (at == 0 ? "*" : "") + written;
		}
		return (bang == 0 ? "*" : "") + written + (at < bang ? "@*" : "");
	}

	/**
	 * Whether it means somebody.
	 * @param profile who
	 * @return whether it does
	 */
	public boolean matches(Profile profile) {
		return matches(Subject.of(profile));
	}

	boolean matches(Subject subject) {
		String text = this.account ? subject.account() : subject.hostMask();
		return text != null && matches(this.pattern, text);
	}

	/**
	 * Whether it forbids to speak alone.
	 * @return whether it does
	 */
	public boolean isQuiet() {
		return this.quiet;
	}

	/**
	 * Whether a text is like a pattern.
	 * @param pattern the pattern
	 * @param text the text
	 * @return whether it is
	 */
	public static boolean matches(String pattern, String text) {
		int p = 0;
		int t = 0;
		int star = -1;
		int from = 0;
		while (t < text.length()) {
			char wanted = (p < pattern.length()) ? pattern.charAt(p) : 0;
			if (p < pattern.length() && wanted == '*') {
				star = p++;
				from = t;
			}
			else if (p < pattern.length() && (wanted == '?' || wanted == text.charAt(t))) {
				p++;
				t++;
			}
			else if (star >= 0) {
				p = star + 1;
				t = ++from;
			}
			else {
				return false;
			}
		}
		while (p < pattern.length() && pattern.charAt(p) == '*') {
			p++;
		}
		return p == pattern.length();
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * Somebody as many masks are held against it.
	 *
	 * @param hostMask the three names, folded
	 * @param account the account, folded, {@code null} without one
	 */
	record Subject(String hostMask, @Nullable String account) {

		static Subject of(Profile profile) {
			String account = profile.account();
			return new Subject(RoomNames.fold(profile.hostMask()), (account != null) ? RoomNames.fold(account) : null);
		}

	}

}
