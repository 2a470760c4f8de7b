package dev.torsion.words.irc.client.state;

import java.util.Locale;

/**
 * Which names are the same to a server: the token CASEMAPPING of its ISUPPORT.
 */
enum CaseMapping {

	/** Letters of ASCII. */
	ASCII('Z'),

	/** Those, and {@code []\} for <code>{}|</code>. */
	RFC1459_STRICT(']'),

	/** Those, and {@code ~} for {@code ^}. */
	RFC1459('^');

	private final char last;

	CaseMapping(char last) {
		this.last = last;
	}

	static CaseMapping of(String token) {
		return switch (token) {
			case "rfc1459", "" -> RFC1459;
			case "rfc1459-strict", "strict-rfc1459" -> RFC1459_STRICT;
			default -> ASCII;
		};
	}

	/**
	 * Makes one of names that are the same.
	 * @param name the name
	 * @return the name in small letters; where only ASCII is said to be folded the rest
	 * is too, since servers that know Unicode have names of their own for how they do it
	 */
	String fold(String name) {
		String small = name.toLowerCase(Locale.ROOT);
		if (this == ASCII) {
			return small;
		}
		char[] folded = small.toCharArray();
		for (int i = 0; i < folded.length; i++) {
			if (folded[i] > 'Z' && folded[i] <= this.last) {
				folded[i] += 32;
			}
		}
		return new String(folded);
	}

}
