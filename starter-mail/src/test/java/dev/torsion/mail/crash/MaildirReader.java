package dev.torsion.mail.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads a Maildir with nothing of the store, and compares its messages with what was
 * sent. What it has compared once it knows by its name.
 */
final class MaildirReader {

	private static final Pattern TRACE = Pattern
		.compile("Return-Path: <eve@there\\.example>\r\n(Delivered-To: \\S+\r\n)?Received: .*\r\n(\t.*\r\n)+");

	private static final Pattern ID = Pattern.compile(Letter.ID + "(\\d+)" + Letter.ID_END);

	private final Path maildir;

	private final long seed;

	private final Map<String, Long> known = new HashMap<>();

	MaildirReader(Path maildir, long seed) {
		this.maildir = maildir;
		this.seed = seed;
	}

	/** The numbers of all messages, each as often as it is there. */
	List<Long> ids() throws IOException {
		List<Long> ids = new ArrayList<>();
		for (Path file : files()) {
			String base = base(file);
			Long id = this.known.get(base);
			if (id == null) {
				id = compared(file);
				this.known.put(base, id);
			}
			ids.add(id);
		}
		return ids;
	}

	/** The sizes of all messages as they were sent, sorted. */
	List<Long> sizes() throws IOException {
		return files().stream().map((file) -> field(file, isRaw(file) ? "S" : "W")).sorted().toList();
	}

	private List<Path> files() throws IOException {
		List<Path> files = new ArrayList<>();
		for (String name : List.of("new", "cur")) {
			Path folder = this.maildir.resolve(name);
			if (Files.exists(folder)) {
				try (Stream<Path> all = Files.list(folder)) {
					all.forEach(files::add);
				}
			}
		}
		return files;
	}

	private long compared(Path file) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		byte[] lines = withLineEnds(bytes);
		byte[] message = isRaw(file) ? bytes : lines;
		assertThat(field(file, "S")).as("S= of %s", file).isEqualTo(bytes.length);
		assertThat(field(file, "W")).as("W= of %s", file).isEqualTo(lines.length);
		String start = new String(message, 0, Math.min(message.length, 2048), StandardCharsets.ISO_8859_1);
		Matcher id = ID.matcher(start);
		assertThat(id.find()).as("%s has a number: %s", file, start).isTrue();
		assertThat(start.substring(0, id.start())).as("headers of ours in %s", file).matches(TRACE);
		Letter letter = Letter.of(this.seed, Long.parseLong(id.group(1)));
		byte[] content = letter.content();
		assertThat(Arrays.equals(message, id.start(), message.length, content, 0, content.length))
			.as("%s is complete: %s with %d bytes, of them %d of ours", file, letter, message.length, id.start())
			.isTrue();
		return letter.id();
	}

	/** Files have LF for CRLF, but where that could not be undone. */
	private static byte[] withLineEnds(byte[] bytes) {
		ByteArrayOutputStream lines = new ByteArrayOutputStream(bytes.length + bytes.length / 32);
		byte last = 0;
		for (byte next : bytes) {
			if (next == '\n' && last != '\r') {
				lines.write('\r');
			}
			lines.write(next);
			last = next;
		}
		return lines.toByteArray();
	}

	private static long field(Path file, String name) {
		Matcher field = Pattern.compile("," + name + "=(\\d+)").matcher(base(file));
		assertThat(field.find()).as("%s= in %s", name, file).isTrue();
		return Long.parseLong(field.group(1));
	}

	private static boolean isRaw(Path file) {
		return base(file).endsWith(",R=1");
	}

	private static String base(Path file) {
		return file.getFileName().toString().split(":", 2)[0];
	}

}
