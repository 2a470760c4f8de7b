package dev.torsion.mail.domain;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.cred.account.AccountNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Names that stand for others, in the format of sendmail's {@code aliases(5)}: a name, a
 * colon, addresses or users separated by commas; a line that begins with white space goes
 * on with the one before. Commands, files and {@code :include:} are not taken: a file of
 * names must not be able to run programs.
 */
public final class Aliases {

	/** Nothing stands for anything. */
	public static final Aliases NONE = new Aliases(Map.of());

	/** Largest file that is read, in bytes. */
	static final long MAX_SIZE = 32 * 1024 * 1024;

	/** Most addresses one name stands for. */
	static final int MAX_TARGETS = 1000;

	private static final Log logger = LogFactory.getLog(Aliases.class);

	private final Map<String, List<String>> targets;

	private Aliases(Map<String, List<String>> targets) {
		this.targets = targets;
	}

	/**
	 * Reads a file. Blocks.
	 * @param file the file
	 * @return what is in it
	 * @throws IOException if it cannot be read, or is no file of aliases
	 */
	public static Aliases read(Path file) throws IOException {
		if (Files.size(file) > MAX_SIZE) {
			throw new IOException("More than " + MAX_SIZE + " bytes");
		}
		try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
			return read(lines);
		}
	}

	private static Aliases read(BufferedReader lines) throws IOException {
		Map<String, List<String>> targets = new HashMap<>();
		StringBuilder logical = new StringBuilder();
		int number = 0;
		int first = 1;
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			number++;
			if (line.isBlank() || line.charAt(0) == '#') {
				continue;
			}
			if (!Character.isWhitespace(line.charAt(0))) {
				add(targets, logical.toString(), first);
				logical.setLength(0);
				first = number;
			}
			logical.append(line);
		}
		add(targets, logical.toString(), first);
		return new Aliases(Map.copyOf(targets));
	}

	private static void add(Map<String, List<String>> targets, String line, int number) throws IOException {
		if (line.isBlank()) {
			return;
		}
		List<String> parts = split(line, ':', number, 2);
		String name = (parts.size() == 2) ? unquoted(parts.get(0)) : "";
		if (name.isEmpty()) {
			throw new IOException("Line " + number + " is not 'name: address, ...'");
		}
		List<String> addresses = split(parts.get(1), ',', number, Integer.MAX_VALUE).stream()
			.map(Aliases::unquoted)
			.filter((target) -> !target.isEmpty() && isAddress(name, target))
			.toList();
		if (addresses.size() > MAX_TARGETS) {
			throw new IOException("Line " + number + " names more than " + MAX_TARGETS + " addresses");
		}
		targets.put(AccountNames.key(name), addresses);
	}

	private static boolean isAddress(String name, String target) {
		boolean address = target.charAt(0) != '|' && target.charAt(0) != '/' && !target.startsWith(":include:");
		if (!address) {
			logger.warn("The alias '" + name + "' names a command, a file or a list, which is left out");
		}
		return address;
	}

	/** Splits where a separator is outside quotes and comments begin. */
	private static List<String> split(String line, char separator, int number, int limit) throws IOException {
		List<String> parts = new ArrayList<>();
		boolean quoted = false;
		int start = 0;
		for (int i = 0; i < line.length(); i++) {
			char character = line.charAt(i);
			if (character == '\\') {
				i++;
			}
			else if (character == '"') {
				quoted = !quoted;
			}
			else if (character == separator && !quoted && parts.size() < limit - 1) {
				parts.add(line.substring(start, i));
				start = i + 1;
			}
		}
		if (quoted) {
			throw new IOException("Line " + number + " has a quote that does not end");
		}
		parts.add(line.substring(start));
		return parts;
	}

	private static String unquoted(String text) {
		StringBuilder plain = new StringBuilder();
		String stripped = text.strip();
		for (int i = 0; i < stripped.length(); i++) {
			char character = stripped.charAt(i);
			if (character == '\\' && i + 1 < stripped.length()) {
				plain.append(stripped.charAt(++i));
			}
			else if (character != '"') {
				plain.append(character);
			}
		}
		return plain.toString();
	}

	/**
	 * What a name stands for.
	 * @param localPart a local part
	 * @return addresses, or local parts in the same domain; {@code null} if the name
	 * stands for itself
	 */
	@Nullable List<String> find(String localPart) {
		return this.targets.get(AccountNames.key(localPart));
	}

}
