package dev.torsion.conch;

import java.util.Map;

/**
 * The terminal of a peer: RFC 4254 section 6.2.
 *
 * @param type its type, as TERM has it
 * @param columns its width in characters, 0 if unknown
 * @param rows its height in characters, 0 if unknown
 * @param modes encoded terminal modes of RFC 4254 section 8, by their opcodes
 */
public record Pty(String type, int columns, int rows, Map<Integer, Integer> modes) {

	public Pty {
		modes = Map.copyOf(modes);
	}

	/**
	 * The same terminal, of another size.
	 * @param columns its width in characters
	 * @param rows its height in characters
	 * @return the terminal
	 */
	public Pty resized(int columns, int rows) {
		return new Pty(this.type, columns, rows, this.modes);
	}

}
