package dev.torsion.words.irc.client.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server says it supports: the tokens of its ISUPPORT (numeric 005), at most 200
 * of them.
 */
public final class Support {

	private static final int MAX_TOKENS = 200;

	private final Map<String, String> tokens = new LinkedHashMap<>();

	private CaseMapping caseMapping = CaseMapping.RFC1459;

	private String prefixModes = "ov";

	private String prefixes = "@+";

	/**
	 * Takes the tokens of a line.
	 * @param parameters the parameters of the numeric: our nickname, tokens, a text
	 */
	public void add(List<String> parameters) {
		for (int i = 1; i < parameters.size() - 1; i++) {
			add(parameters.get(i));
		}
		this.caseMapping = CaseMapping.of(token("CASEMAPPING", ""));
		prefix(token("PREFIX", "(ov)@+"));
	}

	private void add(String token) {
		int equals = token.indexOf('=');
		String name = (equals < 0) ? token : token.substring(0, equals);
		if (token.startsWith("-")) {
			this.tokens.remove(name.substring(1));
		}
		else if (this.tokens.size() < MAX_TOKENS || this.tokens.containsKey(name)) {
			this.tokens.put(name, (equals < 0) ? "" : token.substring(equals + 1));
		}
	}

	private void prefix(String text) {
		int end = text.indexOf(')');
		boolean sound = text.startsWith("(") && text.length() == 2 * end;
		this.prefixModes = sound ? text.substring(1, end) : "";
		this.prefixes = sound ? text.substring(end + 1) : "";
	}

	/**
	 * The value of a token.
	 * @param name its name
	 * @param otherwise what it is where the server does not say
	 * @return the value
	 */
	public String token(String name, String otherwise) {
		return this.tokens.getOrDefault(name, otherwise);
	}

	/**
	 * Whether a target is a channel, perhaps with a prefix of those it is for.
	 * @param target the target
	 * @return whether it is
	 */
	public boolean isChannel(String target) {
		String types = token("CHANTYPES", "#&");
		String statuses = token("STATUSMSG", "");
		int at = 0;
		while (at < target.length() && statuses.indexOf(target.charAt(at)) >= 0) {
			at++;
		}
		return at < target.length() && types.indexOf(target.charAt(at)) >= 0;
	}

	/**
	 * Makes one of names that are the same to the server.
	 * @param name the name
	 * @return how it is looked up
	 */
	public String fold(String name) {
		return this.caseMapping.fold(name);
	}

	/**
	 * Whether two names are the same to the server.
	 * @param one a name
	 * @param other a name
	 * @return whether they are
	 */
	public boolean isSame(String one, String other) {
		return one.equals(other) || fold(one).equals(fold(other));
	}

	/** The prefixes members may have, the highest first. */
	String prefixes() {
		return this.prefixes;
	}

	/** The prefix of a mode of members, 0 if it is another mode. */
	char prefixOf(char mode) {
		int index = this.prefixModes.indexOf(mode);
		return (index < 0) ? 0 : this.prefixes.charAt(index);
	}

	/** What kind of mode of channels a letter is. */
	ModeKind kindOf(char mode) {
		String[] kinds = token("CHANMODES", "b,k,l,imnpst").split(",", 5);
		for (int i = 0; i < Math.min(kinds.length, 4); i++) {
			if (kinds[i].indexOf(mode) >= 0) {
				return ModeKind.values()[i];
			}
		}
		return ModeKind.FLAG;
	}

	/** The four kinds of CHANMODES, in their order. */
	enum ModeKind {

		/** A list, which always has an argument. */
		LIST,

		/** A setting that has an argument when it is set and when it is taken away. */
		ALWAYS,

		/** A setting that has an argument when it is set. */
		WHEN_SET,

		/** A setting without an argument. */
		FLAG

	}

}
