package dev.torsion.words.irc.client.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the server can do beyond RFC 2812, and what of it is in use: IRCv3's capability
 * negotiation, version 302. At most 100 capabilities are noted.
 */
final class Capabilities {

	static final String SASL = "sasl";

	static final String LABELS = "labeled-response";

	static final String ECHO = "echo-message";

	static final String HISTORY = "draft/chathistory";

	private static final int MAX_OFFERED = 100;

	/** What this client understands. */
	private static final List<String> WANTED = List.of("message-tags", "server-time", "account-tag", ECHO, "batch",
			LABELS, "away-notify", "account-notify", "extended-join", "chghost", "setname", "multi-prefix",
			"userhost-in-names", "invite-notify", "cap-notify", HISTORY);

	private final boolean login;

	private final Map<String, String> offered = new HashMap<>();

	private final Set<String> enabled = new HashSet<>();

	/**
	 * Creates the capabilities of a connection.
	 * @param login whether there is something to log in with
	 */
	Capabilities(boolean login) {
		this.login = login;
	}

	/** Takes what the server has, a list separated by spaces. */
	void offer(String list) {
		for (String each : list.split(" ")) {
			int equals = each.indexOf('=');
			String name = (equals < 0) ? each : each.substring(0, equals);
			if (!name.isEmpty() && this.offered.size() < MAX_OFFERED) {
				this.offered.put(name, (equals < 0) ? "" : each.substring(equals + 1));
			}
		}
	}

	/** Takes away what the server has no more. */
	void withdraw(String list) {
		for (String name : list.split(" ")) {
			this.offered.remove(name);
			this.enabled.remove(name);
		}
	}

	/** What the server has, we want and is not in use yet. */
	List<String> toRequest() {
		List<String> wanted = new ArrayList<>(WANTED);
		if (this.login) {
			wanted.add(SASL);
		}
		wanted.removeIf((name) -> !this.offered.containsKey(name) || this.enabled.contains(name));
		return wanted;
	}

	/** Takes what is in use from now on; what was not asked for is not. */
	void acknowledge(String list) {
		for (String name : list.split(" ")) {
			if (name.startsWith("-")) {
				this.enabled.remove(name.substring(1));
			}
			else if (WANTED.contains(name) || name.equals(SASL)) {
				this.enabled.add(name);
			}
		}
	}

	boolean has(String name) {
		return this.enabled.contains(name);
	}

	String value(String name) {
		return this.offered.getOrDefault(name, "");
	}

}
