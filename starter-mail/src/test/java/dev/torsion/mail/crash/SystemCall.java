package dev.torsion.mail.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system call, as strace has seen it.
 *
 * @param name its name
 * @param text what it was called with, and what it has returned
 * @param begun when it began, in lines of the trace
 * @param ended when it ended
 */
record SystemCall(String name, String text, int begun, int ended) {

	private static final Pattern LINE = Pattern
		.compile("(?<thread>\\d+) +(?:<\\.\\.\\. (?<resumed>\\w+) resumed>|(?<name>\\w+)\\()(?<text>.*)");

	private static final Pattern SUCCESS = Pattern.compile("\\) += \\d+\\S*$");

	private static final String UNFINISHED = " <unfinished ...>";

	/** Reads a trace of {@code strace -f}, in which calls of threads are interleaved. */
	static List<SystemCall> read(Path trace) throws IOException {
		List<SystemCall> calls = new ArrayList<>();
		Map<String, SystemCall> unfinished = new HashMap<>();
		int number = 0;
		for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
			number++;
			Matcher parts = LINE.matcher(line);
			if (!parts.matches()) {
				continue;
			}
			SystemCall begun = unfinished.remove(parts.group("thread"));
			String text = parts.group("text");
			if (text.endsWith(UNFINISHED)) {
				text = text.substring(0, text.length() - UNFINISHED.length());
				unfinished.put(parts.group("thread"), new SystemCall(parts.group("name"), text, number, number));
			}
			else if (begun != null) {
				calls.add(new SystemCall(begun.name(), begun.text() + text, begun.begun(), number));
			}
			else {
				calls.add(new SystemCall(parts.group("name"), text, number, number));
			}
		}
		return calls;
	}

	/** Whether it makes sure of data on the disk. */
	boolean isSync() {
		return this.name.equals("fsync") || this.name.equals("fdatasync");
	}

	boolean isWrite() {
		return this.name.contains("write") || this.name.startsWith("send");
	}

	boolean has(String part) {
		return this.text.contains(part);
	}

	boolean isSuccessful() {
		return SUCCESS.matcher(this.text).find();
	}

}
