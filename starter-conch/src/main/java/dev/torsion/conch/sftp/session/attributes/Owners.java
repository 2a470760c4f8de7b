package dev.torsion.conch.sftp.session.attributes;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.torsion.files.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of users and groups, which version 3 has in the place of names, and which Java
 * does not tell: those of a session are made up, {@code root} aside, and clients that ask
 * what they mean are told. Safe for use by many threads.
 */
public final class Owners {

	/** Beyond what systems give to people. */
	private static final int FIRST = 0x40000000;

	private static final int MAX = 1024;

	private final Map<String, Integer> numbers = new LinkedHashMap<>();

	private final Map<Integer, String> names = new LinkedHashMap<>();

	/**
	 * The number of a user or group.
	 * @param name its name or number, as {@link FileStatus} has it
	 * @return its number
	 */
	public synchronized int number(String name) {
		Integer known = this.numbers.get(name);
		if (known != null) {
			return known;
		}
		int number = numberOf(name);
		if (this.numbers.size() < MAX) {
			this.numbers.put(name, number);
			this.names.putIfAbsent(number, name);
		}
		return number;
	}

	/**
	 * The name of a user or group.
	 * @param number its number
	 * @return its name, {@code null} if it was never seen or has none
	 */
	public synchronized @Nullable String name(int number) {
		return this.names.get(number);
	}

	private int numberOf(String name) {
		if (name.equals("root")) {
			return 0;
		}
		try {
			return Integer.parseUnsignedInt(name);
		}
		catch (NumberFormatException ex) {
			return FIRST + this.numbers.size();
		}
	}

}
