package dev.torsion.names.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the rules say of all differences.
 *
 * @param met how many differences each rule explains, those that explain none included
 * @param unexplained the differences that no rule explains
 */
record Verdict(Map<Rule, Integer> met, List<Difference> unexplained) {

	static Verdict of(List<Difference> differences, Set<Rival> rivals) {
		Map<Rule, Integer> met = new LinkedHashMap<>();
		Rules.ALL.stream().filter((rule) -> rivals.contains(rule.rival())).forEach((rule) -> met.put(rule, 0));
		List<Difference> unexplained = new ArrayList<>();
		for (Difference difference : differences) {
			List<Rule> reasons = met.keySet().stream().filter((rule) -> rule.explains(difference)).toList();
			reasons.forEach((rule) -> met.merge(rule, 1, Integer::sum));
			if (reasons.isEmpty()) {
				unexplained.add(difference);
			}
		}
		return new Verdict(met, unexplained);
	}

	/** The rules that should explain something, and do not. */
	List<String> idle() {
		return this.met.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == 0 && entry.getKey().always())
			.map((entry) -> entry.getKey().rival() + " " + entry.getKey().name())
			.toList();
	}

	@Override
	public String toString() {
		String table = this.met.entrySet()
			.stream()
			.map((entry) -> "%5d %-5s %-24s %s%n".formatted(entry.getValue(), entry.getKey().rival(),
					entry.getKey().name(), entry.getKey().reason()))
			.collect(Collectors.joining());
		return table + "%n%d without a reason%n%n".formatted(this.unexplained.size())
				+ this.unexplained.stream().map(Difference::toString).collect(Collectors.joining("\n"));
	}

}
