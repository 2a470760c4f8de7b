package dev.torsion.mail.store.maildir.file;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What {@code subscriptions} says, version 2: a mailbox a line, its levels separated by
 * tabs. Version 1, with dots, is read as well.
 */
public final class SubscriptionList {

	private static final String HEADER = "V\t2\n\n";

	private SubscriptionList() {
	}

	/**
	 * Reads the text of the file.
	 * @param text the text
	 * @return the names of mailboxes
	 */
	public static Set<String> parse(String text) {
		boolean second = text.startsWith(HEADER);
		String separator = second ? "\t" : ".";
		Stream<String> lines = text.substring(second ? HEADER.length() : 0).lines().filter((line) -> !line.isEmpty());
		return lines.map((line) -> name(List.of(line.split(Pattern.quote(separator), -1))))
			.flatMap(Stream::ofNullable)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static @Nullable String name(List<String> levels) {
		List<String> decoded = levels.stream().map(ModifiedUtf7::decode).flatMap(Stream::ofNullable).toList();
		return (decoded.size() == levels.size()) ? String.join("/", decoded) : null;
	}

	/**
	 * The text of the file.
	 * @param names names of mailboxes
	 * @return the text
	 */
	public static String format(Set<String> names) {
		return names.stream()
			.map((name) -> Stream.of(name.split("/")).map(ModifiedUtf7::encode).collect(Collectors.joining("\t"))
					+ "\n")
			.collect(Collectors.joining("", HEADER, ""));
	}

}
