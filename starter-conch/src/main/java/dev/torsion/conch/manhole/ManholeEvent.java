package dev.torsion.conch.manhole;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that is done in the manhole.
 *
 * @param time when
 * @param principal the name of the account
 * @param type {@link #OPENED}, {@link #SNIPPET}, {@link #RESULT} or {@link #CLOSED}
 * @param data texts and numbers by their names: of any event {@code connection},
 * {@code key} and {@code peer}; of a snippet {@code snippet}, its number, and
 * {@code source}; of a result {@code snippet}, {@code kind}, {@code millis} and
 * {@code sha256}, a digest of what was printed
 */
public record ManholeEvent(Instant time, String principal, String type, Map<String, Object> data) {

	/**
	 * A session begins.
	 */
	public static final String OPENED = "MANHOLE_OPENED";

	/**
	 * Source is about to be evaluated.
	 */
	public static final String SNIPPET = "MANHOLE_SNIPPET";

	/**
	 * Source was evaluated.
	 */
	public static final String RESULT = "MANHOLE_RESULT";

	/**
	 * A session has ended.
	 */
	public static final String CLOSED = "MANHOLE_CLOSED";

	public ManholeEvent {
		data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
	}

}
