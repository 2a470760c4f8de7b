package dev.torsion.words.irc.client.live;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The channels to be in after each reconnection. Safe for use by many threads.
 */
final class WantedChannels {

	private final int most;

	private final Map<String, String> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	/**
	 * Begins with those that are configured.
	 * @param configured their names, each with its key behind a space if it has one
	 * @param most most channels
	 */
	WantedChannels(List<String> configured, int most) {
		this.most = most;
		for (String each : configured) {
			int space = each.indexOf(' ');
			this.keys.put((space < 0) ? each : each.substring(0, space), (space < 0) ? "" : each.substring(space + 1));
		}
	}

	synchronized void add(String channel, String key) {
		if (this.keys.size() < this.most || this.keys.containsKey(channel)) {
			this.keys.put(channel, key);
		}
	}

	synchronized void remove(String channel) {
		this.keys.remove(channel);
	}

	synchronized Map<String, String> all() {
		return new TreeMap<>(this.keys);
	}

}
