package dev.torsion.mail.store.maildir.file;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes names that no other message has, anywhere:
 * {@code <sec>.M<usec>P<pid>Q<counter>.<host>}. Safe to use from any thread.
 */
public final class UniqueNames {

	private static final int MAX_HOST = 64;

	private final AtomicLong counter = new AtomicLong();

	private final Clock clock;

	private final String end;

	/**
	 * Creates the names.
	 * @param clock tells the time
	 * @param host the name of this host
	 */
	public UniqueNames(Clock clock, String host) {
		this.clock = clock;
		String escaped = host.chars()
			.limit(MAX_HOST)
			.mapToObj((letter) -> escaped((char) letter))
			.reduce("", String::concat);
		this.end = "." + (escaped.isEmpty() ? "localhost" : escaped);
	}

	private static String escaped(char letter) {
		boolean plain = letter > ' ' && letter < 0x7f && letter != '/' && letter != ':' && letter != ',';
		return plain ? String.valueOf(letter) : String.format("\\%03o", letter & 0xff);
	}

	/**
	 * The name of this host; may ask the system's name service.
	 * @return the name
	 */
	public static String localHost() {
		return LocalHost.NAME;
	}

	/**
	 * A name that has never been.
	 * @return the name
	 */
	public String next() {
		Instant now = this.clock.instant();
		return now.getEpochSecond() + ".M" + now.getNano() / 1000 + "P" + ProcessHandle.current().pid() + "Q"
				+ this.counter.incrementAndGet() + this.end;
	}

	/**
	 * Compares messages by when they were delivered, as far as their names say.
	 * @param one the base of a message
	 * @param other that of another
	 * @return less than 0 if the first is older
	 */
	public static int compare(String one, String other) {
		int seconds = Long.compare(number(one, 0), number(other, 0));
		int micros = (seconds != 0) ? seconds : Long.compare(after(one, ".M"), after(other, ".M"));
		int counters = (micros != 0) ? micros : Long.compare(after(one, "Q"), after(other, "Q"));
		return (counters != 0) ? counters : one.compareTo(other);
	}

	private static long after(String base, String mark) {
		int at = base.indexOf(mark);
		return (at < 0) ? -1 : number(base, at + mark.length());
	}

	private static long number(String text, int from) {
		long number = 0;
		for (int i = from; i < text.length() && Character.digit(text.charAt(i), 10) >= 0; i++) {
			number = (number < Long.MAX_VALUE / 100) ? 10 * number + Character.digit(text.charAt(i), 10) : number;
		}
		return number;
	}

	/** Asked for once. */
	private static final class LocalHost {

		private static final String NAME = find();

		private static String find() {
			try {
				return InetAddress.getLocalHost().getHostName();
			}
			catch (UnknownHostException ex) {
				return "localhost";
			}
		}

	}

}
