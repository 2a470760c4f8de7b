package dev.torsion.cred.throttle;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The gates of those who were seen lately.
 */
final class Gates {

	/** How many of the oldest are looked at for one that can be forgotten. */
	private static final int LOOKED_AT = 16;

	private final Map<String, Gate> gates = new LinkedHashMap<>(16, 0.75F, true);

	private final int remembered;

	private final Supplier<Gate> maker;

	Gates(int remembered, Supplier<Gate> maker) {
		this.remembered = remembered;
		this.maker = maker;
	}

	synchronized Gate of(String key) {
		Gate gate = this.gates.computeIfAbsent(key, (name) -> this.maker.get());
		if (this.gates.size() > this.remembered) {
			forgetOne();
		}
		return gate;
	}

	synchronized int size() {
		return this.gates.size();
	}

	/** Those who are waiting are connections, so they are limited as well. */
	private void forgetOne() {
		Iterator<Gate> oldest = this.gates.values().iterator();
		for (int i = 0; i < LOOKED_AT && oldest.hasNext(); i++) {
			if (oldest.next().isIdle()) {
				oldest.remove();
				return;
			}
		}
	}

}
