package dev.torsion.conch.session;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import dev.torsion.conch.Pty;
import dev.torsion.conch.SshRestrictions;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a peer asks for before it has a program run: a terminal (RFC 4254 section 6.2),
 * variables (section 6.4).
 */
final class Preparation {

	private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

	private static final Pattern TERMINAL = Pattern.compile("[!-~]{0,64}");

	private static final int MOST_VARIABLES = 64;

	private static final int LONGEST_VALUE = 4096;

	/** What draws a terminal has memory for each of its places. */
	private static final int LARGEST_SIDE = 2048;

	/** RFC 4254 section 8: from 160 on, what follows is not defined. */
	private static final int FIRST_UNDEFINED_MODE = 160;

	private final SessionSettings settings;

	private final Map<String, String> environment = new HashMap<>();

	private @Nullable Pty pty;

	Preparation(SessionSettings settings) {
		this.settings = settings;
	}

	boolean pty(Buffer buffer, SshRestrictions restrictions) {
		String type = buffer.getString();
		int columns = side(buffer.getUInt());
		int rows = side(buffer.getUInt());
		buffer.getUInt();
		buffer.getUInt();
		byte[] modes = buffer.getBytes();
		if (!restrictions.pty() || this.pty != null || !TERMINAL.matcher(type).matches()) {
			return false;
		}
		this.pty = new Pty(type, columns, rows, modes(new ByteArrayBuffer(modes)));
		return true;
	}

	private static Map<Integer, Integer> modes(Buffer encoded) {
		Map<Integer, Integer> modes = new HashMap<>();
		while (encoded.available() > Integer.BYTES) {
			int mode = encoded.getUByte();
			if (mode == 0 || mode >= FIRST_UNDEFINED_MODE) {
				break;
			}
			modes.put(mode, encoded.getInt());
		}
		return modes;
	}

	private static int side(long size) {
		return (int) Math.min(size, LARGEST_SIDE);
	}

	/**
	 * The terminal, of another size.
	 * @param pty the terminal
	 * @param buffer the request: RFC 4254 section 6.7
	 * @return the terminal
	 */
	static Pty resized(Pty pty, Buffer buffer) {
		int columns = side(buffer.getUInt());
		return pty.resized(columns, side(buffer.getUInt()));
	}

	boolean resize(Buffer buffer) {
		Pty current = this.pty;
		if (current != null) {
			this.pty = resized(current, buffer);
		}
		return current != null;
	}

	boolean variable(Buffer buffer) {
		String name = buffer.getString();
		String value = buffer.getString();
		boolean accepted = this.settings.accepts(name) && VARIABLE.matcher(name).matches()
				&& value.length() <= LONGEST_VALUE && value.indexOf('\0') < 0
				&& (this.environment.size() < MOST_VARIABLES || this.environment.containsKey(name));
		if (accepted) {
			this.environment.put(name, value);
		}
		return accepted;
	}

	/** What the key sets counts more than what the peer does. */
	Map<String, String> environment(SshRestrictions restrictions, ProgramRequest asked) {
		Map<String, String> result = new HashMap<>(this.environment);
		result.putAll(restrictions.environment());
		String original = asked.original();
		if (restrictions.forcedCommand() != null && original != null) {
			result.put("SSH_ORIGINAL_COMMAND", original);
		}
		return result;
	}

	@Nullable Pty pty() {
		return this.pty;
	}

}
