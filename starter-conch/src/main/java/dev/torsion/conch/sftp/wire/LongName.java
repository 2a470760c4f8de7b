package dev.torsion.conch.sftp.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A line as {@code ls -l} has it, which clients show: section 7 of the draft.
 */
public final class LongName {

	/** As {@code ls} does: what is older, or of the future, has a year. */
	private static final Duration RECENT = Duration.ofDays(365).dividedBy(2);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM ppd HH:mm", Locale.ENGLISH);

	private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("MMM ppd  yyyy", Locale.ENGLISH);

	private static final String BITS = "rwxrwxrwx";

	private final Instant now;

	private final ZoneId zone;

	/**
	 * Creates the form.
	 * @param now the time
	 * @param zone the time zone of what is shown
	 */
	public LongName(Instant now, ZoneId zone) {
		this.now = now;
		this.zone = zone;
	}

	/**
	 * Writes a line.
	 * @param mode {@code st_mode} of stat(2)
	 * @param owner the name of the owner
	 * @param group the name of the group
	 * @param size size in bytes
	 * @param modified when the content changed
	 * @param name the name
	 * @return the line
	 */
	public String line(int mode, String owner, String group, long size, Instant modified, String name) {
		StringBuilder line = new StringBuilder(64 + name.length());
		line.append(type(mode));
		for (int bit = 0; bit < BITS.length(); bit++) {
			line.append(((mode & (0400 >> bit)) != 0) ? BITS.charAt(bit) : '-');
		}
		line.append("    1 ");
		padded(line, owner).append(' ');
		padded(line, group).append(' ');
		String digits = Long.toString(size);
		line.append(" ".repeat(Math.max(0, 8 - digits.length()))).append(digits).append(' ');
		time(modified).formatTo(modified.atZone(this.zone), line);
		return line.append(' ').append(name).toString();
	}

	private DateTimeFormatter time(Instant modified) {
		boolean recent = modified.isAfter(this.now.minus(RECENT)) && !modified.isAfter(this.now.plusSeconds(1));
		return recent ? TIME : YEAR;
	}

	private static char type(int mode) {
		return switch (mode & 0170000) {
			case FileMode.DIRECTORY -> 'd';
			case FileMode.LINK -> 'l';
			case FileMode.FILE -> '-';
			default -> '?';
		};
	}

	private static StringBuilder padded(StringBuilder line, String name) {
		return line.append(name).append(" ".repeat(Math.max(0, 8 - name.length())));
	}

}
