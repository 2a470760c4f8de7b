package dev.torsion.names.filter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;

/**
 * Reads a list of names. What a line is is told by the line: {@code 0.0.0.0 name} of a
 * hosts file and {@code name} are that name, {@code *.name} is all below it, and
 * {@code ||name^} of ad blockers is both; {@code @@||name^} is not blocked. A file that
 * begins as a zone is one of RPZ, with actions {@code .}, {@code *.}, {@code rpz-drop}
 * and {@code rpz-passthru} for names.
 */
final class BlocklistReader {

	private static final Pattern RULE = Pattern.compile("(@@)?\\|\\|([^\\s/^$*|]+)\\^(\\$important)?");

	private static final Pattern ZONE = Pattern.compile("\\$(TTL|ORIGIN)\\b.*|.*\\sSOA\\s.*");

	private static final Set<String> NOWHERE = Set.of("0.0.0.0", "127.0.0.1", "::", "::1");

	private static final Name APEX = Name.fromConstantString("rpz.");

	private static final Name ALL = Name.fromConstantString("*.");

	private static final Name PASS = Name.fromConstantString("rpz-passthru.");

	private static final Name DROP = Name.fromConstantString("rpz-drop.");

	private final Sink sink;

	private final BlockAnswer answer;

	private int skipped;

	BlocklistReader(BlockAnswer answer, Sink sink) {
		this.answer = answer;
		this.sink = sink;
	}

	/**
	 * Reads the list.
	 * @param list the list
	 * @return how many lines are none of these
	 * @throws IOException if it cannot be read
	 */
	int read(Blocklist list) throws IOException {
		for (String name : list.names()) {
			line(name);
		}
		if (list.file() != null) {
			file(list);
		}
		return this.skipped;
	}

	private void file(Blocklist list) throws IOException {
		try {
			if (isZone(list)) {
				zone(list);
			}
			else {
				lines(list);
			}
		}
		catch (IOException | RuntimeException ex) {
			throw new IOException("in " + list.source() + ", " + ex.getMessage(), ex);
		}
	}

	private static boolean isZone(Blocklist list) throws IOException {
		try (BufferedReader reader = reader(list.open())) {
			return reader.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith(";"))
				.findFirst()
				.filter((line) -> ZONE.matcher(line).matches())
				.isPresent();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private static BufferedReader reader(InputStream input) {
		return new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
	}

	private void lines(Blocklist list) throws IOException {
		try (BufferedReader reader = reader(list.open())) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				line(line.strip());
			}
		}
	}

	private void line(String line) throws IOException {
		int comment = line.indexOf('#');
		String[] words = ((comment < 0) ? line : line.substring(0, comment)).strip().split("\\s+");
		Matcher rule = RULE.matcher(line);
		if (words[0].isEmpty() || "![".indexOf(line.charAt(0)) >= 0) {
			return;
		}
		if (rule.matches()) {
			BlockAnswer answer = (rule.group(1) != null) ? BlockAnswer.ALLOW : this.answer;
			add(rule.group(2), false, answer);
			add(rule.group(2), true, answer);
		}
		else if (words.length > 1 && NOWHERE.contains(words[0])) {
			for (int i = 1; i < words.length; i++) {
				host(words[i]);
			}
		}
		else if (words.length == 1 && !line.startsWith("#", comment + 1)) {
			boolean below = words[0].startsWith("*.");
			add(below ? words[0].substring(2) : words[0], below, this.answer);
		}
		else {
			this.skipped++;
		}
	}

	/** Hosts files begin with the names of the machine itself. */
	private void host(String name) throws IOException {
		if (name.indexOf('.') > 0 && !name.equals("localhost.localdomain") && !NOWHERE.contains(name)) {
			add(name, false, this.answer);
		}
	}

	private void add(String text, boolean below, BlockAnswer answer) throws IOException {
		boolean name = text.chars()
			.allMatch((c) -> c == '-' || c == '.' || c == '_' || c < 128 && Character.isLetterOrDigit(c));
		if (!name || NetUtil.isValidIpV4Address(text)) {
			this.skipped++;
			return;
		}
		try {
			this.sink.add(Name.fromString(text, Name.root), below, answer);
		}
		catch (TextParseException ex) {
			this.skipped++;
		}
	}

	private void zone(Blocklist list) throws IOException {
		try (InputStream input = list.open(); Master master = new Master(input, APEX)) {
			master.disableIncludes(true);
			Name apex = APEX;
			for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
				if (record instanceof SOARecord) {
					apex = record.getName();
				}
				else if (record instanceof CNAMERecord cname && cname.getName().subdomain(apex)) {
					policy(cname.getName().relativize(apex), cname.getTarget());
				}
				else if (!record.getName().equals(apex)) {
					this.skipped++;
				}
			}
		}
	}

	private void policy(Name trigger, Name target) throws IOException {
		BlockAnswer given = target.equals(Name.root) ? BlockAnswer.NXDOMAIN : target.equals(ALL) ? BlockAnswer.NODATA
				: target.equals(DROP) ? BlockAnswer.REFUSED : target.equals(PASS) ? BlockAnswer.ALLOW : null;
		boolean special = trigger.labels() == 0 || trigger.getLabelString(trigger.labels() - 1).startsWith("rpz-");
		if (given == null || special) {
			this.skipped++;
			return;
		}
		Name name = Name.concatenate(trigger, Name.root);
		boolean below = name.isWild();
		this.sink.add(below ? new Name(name, 1) : name, below,
				(this.answer != BlockAnswer.ALLOW) ? given : BlockAnswer.ALLOW);
	}

	/** Takes names. */
	@FunctionalInterface
	interface Sink {

		/**
		 * Takes a name.
		 * @param name the absolute name
		 * @param below whether all names below it are meant, instead of itself
		 * @param answer what is answered in its place
		 * @throws IOException if there are too many
		 */
		void add(Name name, boolean below, BlockAnswer answer) throws IOException;

	}

}
