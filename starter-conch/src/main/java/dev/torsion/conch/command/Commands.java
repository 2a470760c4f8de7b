package dev.torsion.conch.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.torsion.conch.ShellCommand;
import dev.torsion.conch.SshCommand;
import dev.torsion.conch.SshProgram;
import dev.torsion.mapping.MappedMethods;
import dev.torsion.mapping.Mapping;
import dev.torsion.mapping.MappingTable;
import dev.torsion.mapping.Template;
import org.jline.utils.Levenshtein;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The commands of the application. Safe for use by many threads.
 */
public final class Commands {

	private static final int LONGEST_NAME = 64;

	private static final int LIKE = 2;

	private final MappingTable<Command> methods;

	private final Map<String, Command> beans = new TreeMap<>();

	private final List<Command> all = new ArrayList<>();

	/**
	 * Finds the methods of the application.
	 * @param methods finds them
	 * @param beans the other commands; of several of one name, the first is taken
	 * @throws FailureAnalyzedException if two methods are meant by the same words
	 */
	public Commands(MappedMethods methods, List<ShellCommand> beans) {
		Map<Template, Command> templates = new LinkedHashMap<>();
		for (Mapping<SshCommand> mapping : methods.find(MethodCommand.KIND)) {
			Template template = mapping.template();
			Command other = templates.putIfAbsent(template, new MethodCommand(mapping));
			if (other != null) {
				throw MappingTable.ambiguous(template, other, template, mapping);
			}
		}
		this.methods = new MappingTable<>(Template.Syntax.WORDS, templates);
		beans.forEach((bean) -> this.beans.putIfAbsent(bean.name(), new BeanCommand(bean)));
		this.all.addAll(templates.values());
		this.all.addAll(this.beans.values());
		this.all.sort(Comparator.comparing(Command::usage));
	}

	/**
	 * Finds what runs for a line.
	 * @param words the words of the line
	 * @return the program, which tells who has misspelt the rest how it is written;
	 * {@code null} if no command begins like this
	 */
	public @Nullable SshProgram find(List<String> words) {
		if (words.isEmpty()) {
			return null;
		}
		Command command = this.methods.find(words);
		if (command == null) {
			command = this.beans.get(words.get(0));
		}
		if (command != null) {
			return new CommandProgram(command, words);
		}
		List<String> usages = usages(words.get(0));
		return usages.isEmpty() ? null : new UsageProgram(usages);
	}

	private List<String> usages(String name) {
		return this.all.stream()
			.filter((command) -> !command.name().isEmpty() && command.name().get(0).equals(name))
			.map(Command::usage)
			.toList();
	}

	/**
	 * What tells somebody that there is no such command.
	 * @param name the first word of the line
	 * @return the program; its exit status is 127, as that of shells
	 */
	public SshProgram unknown(String name) {
		return new UnknownProgram(name, like(name));
	}

	private @Nullable String like(String name) {
		if (name.length() > LONGEST_NAME) {
			return null;
		}
		return names().stream()
			.filter((other) -> Levenshtein.distance(name, other) <= LIKE)
			.min(Comparator.comparingInt((other) -> Levenshtein.distance(name, other)))
			.orElse(null);
	}

	private TreeSet<String> names() {
		TreeSet<String> names = new TreeSet<>();
		this.all.stream()
			.filter((command) -> !command.name().isEmpty())
			.forEach((command) -> names.add(command.name().get(0)));
		return names;
	}

	/**
	 * What there is.
	 * @return a description for each way to write a command
	 */
	public Map<String, String> help() {
		Map<String, String> help = new LinkedHashMap<>();
		this.all.forEach((command) -> help.put(command.usage(), command.description()));
		return help;
	}

	/**
	 * What may be typed in the place of the last word.
	 * @param words the words of a line, the last one unfinished, maybe empty
	 * @return words
	 */
	public List<String> complete(List<String> words) {
		TreeSet<String> candidates = new TreeSet<>();
		for (Command command : this.all) {
			candidates.addAll(complete(command, words));
		}
		return List.copyOf(candidates);
	}

	private static List<String> complete(Command command, List<String> words) {
		int last = words.size() - 1;
		List<String> name = command.name();
		int common = Math.min(last, name.size());
		if (!name.subList(0, common).equals(words.subList(0, common))) {
			return List.of();
		}
		return (last < name.size()) ? List.of(name.get(last)) : command.complete(words);
	}

}
