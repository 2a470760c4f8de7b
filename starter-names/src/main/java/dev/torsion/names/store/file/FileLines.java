package dev.torsion.names.store.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.names.zone.Records;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

import org.springframework.core.io.Resource;

/**
 * The lines of a zone file and of those it includes. After an included file the origin
 * and the owner are again what they were before it, RFC 1035 section 5.1.
 */
final class FileLines implements Lines {

	private static final int MAX_DEPTH = 8;

	private static final int MAX_GENERATED = 100_000;

	private static final Pattern RANGE = Pattern.compile("(\\d{1,10})-(\\d{1,10})(?:/(\\d{1,10}))?");

	private final IncludeRule includes;

	private final Deque<SourceFile> open = new ArrayDeque<>();

	private final Map<Path, FileStamp> stamps;

	private @Nullable Name owner;

	private String where;

	/**
	 * Opens a zone file.
	 * @param file the file
	 * @param stamps gets what tells changes of it and of those it includes
	 */
	FileLines(ZoneFile file, Map<Path, FileStamp> stamps) {
		this.includes = new IncludeRule(file.resource(), file.includeAnywhere());
		this.stamps = stamps;
		this.where = file.location();
		open(file.resource(), Records.name(file.origin()));
	}

	@Override
	public byte @Nullable [] next() {
		SourceFile file = this.open.peek();
		if (file == null) {
			return null;
		}
		byte[] line = read(file);
		this.where = file.where();
		if (line == null) {
			return leave(file);
		}
		if (file.continues()) {
			return line;
		}
		if (line[0] == '$') {
			return directive(file, text(line));
		}
		return (file.owner() != null) ? resume(file, line) : line;
	}

	@Override
	public String where() {
		return this.where;
	}

	@Override
	public void owner(Name name) {
		this.owner = name;
	}

	@Override
	public void close() {
		this.open.forEach(SourceFile::close);
	}

	private byte @Nullable [] read(SourceFile file) {
		try {
			return file.next();
		}
		catch (IOException ex) {
			throw new ZoneFileException(file.where(), "Cannot be read: " + ex.getMessage(), ex);
		}
	}

	private byte @Nullable [] leave(SourceFile file) {
		file.close();
		this.open.pop();
		SourceFile outer = this.open.peek();
		return (outer != null) ? origin(outer.origin()) : null;
	}

	private byte[] directive(SourceFile file, String line) {
		String[] words = line.replaceFirst(";.*", "").trim().split("\\s+");
		switch (words[0].toUpperCase(Locale.ROOT)) {
			case "$ORIGIN" -> {
				if (words.length == 2) {
					file.origin(name(words[1], file));
					return origin(file.origin());
				}
			}
			case "$INCLUDE" -> {
				if (words.length == 2 || words.length == 3) {
					return include(file, words);
				}
				throw new ZoneFileException(this.where, "$INCLUDE needs the name of a file");
			}
			case "$GENERATE" -> checkRange((words.length > 1) ? words[1] : "");
			default -> {
			}
		}
		return line.getBytes(StandardCharsets.ISO_8859_1);
	}

	private byte[] include(SourceFile file, String[] words) {
		if (this.open.size() > MAX_DEPTH) {
			throw new ZoneFileException(this.where, "Files include each other too deep");
		}
		Name origin = (words.length == 3) ? name(words[2], file) : file.origin();
		file.owner(this.owner);
		try {
			open(this.includes.resolve(file.resource(), words[1].replace("\"", "")), origin);
		}
		catch (IOException ex) {
			throw new ZoneFileException(this.where, "Cannot include: " + ex.getMessage(), ex);
		}
		return origin(origin);
	}

	private void open(Resource resource, Name origin) {
		try {
			if (resource.isFile()) {
				Path path = resource.getFile().toPath();
				this.stamps.put(path, FileStamp.of(path));
			}
			this.open.push(new SourceFile(resource, origin));
		}
		catch (IOException ex) {
			throw new ZoneFileException(this.where, "Cannot be read: " + ex.getMessage(), ex);
		}
	}

	/** A line without an owner would take that of the included file. */
	private byte[] resume(SourceFile file, byte[] line) {
		String text = text(line);
		if (text.isBlank() || text.stripLeading().startsWith(";")) {
			return line;
		}
		Name before = file.owner();
		file.owner(null);
		return (Character.isWhitespace(text.charAt(0)) ? before + text : text).getBytes(StandardCharsets.ISO_8859_1);
	}

	private void checkRange(String range) {
		Matcher matcher = RANGE.matcher(range);
		if (matcher.matches()) {
			long step = (matcher.group(3) != null) ? Long.parseLong(matcher.group(3)) : 1;
			long count = (Long.parseLong(matcher.group(2)) - Long.parseLong(matcher.group(1))) / Math.max(1, step);
			if (count >= MAX_GENERATED) {
				throw new ZoneFileException(this.where, "$GENERATE makes more than " + MAX_GENERATED + " records");
			}
		}
	}

	private Name name(String word, SourceFile file) {
		try {
			return Name.fromString(word, file.origin());
		}
		catch (TextParseException ex) {
			throw new ZoneFileException(this.where, ex.getMessage(), ex);
		}
	}

	private static byte[] origin(Name origin) {
		return ("$ORIGIN " + origin + "\n").getBytes(StandardCharsets.ISO_8859_1);
	}

	private static String text(byte[] line) {
		return new String(line, StandardCharsets.ISO_8859_1);
	}

}
