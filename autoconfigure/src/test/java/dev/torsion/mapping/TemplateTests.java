package dev.torsion.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.mapping.Template.Syntax;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Template}.
 */
class TemplateTests {

	@Test
	void takesOneSegmentForAVariable() {
		Template template = labels("{instance}.svc.example.org");
		assertThat(match(template, "web1.svc.example.org")).containsExactly(Map.entry("instance", "web1"));
		assertThat(match(template, "a.b.svc.example.org")).isNull();
		assertThat(match(template, "svc.example.org")).isNull();
		assertThat(match(template, "web1.svc.example.net")).isNull();
	}

	@Test
	void takesOneOrMoreSegmentsForAVariableWithAStar() {
		Template template = labels("x.{*path}.{last}.example.org");
		assertThat(match(template, "x.a.b.c.d.example.org")).containsOnly(Map.entry("path", "a.b.c"),
				Map.entry("last", "d"));
		assertThat(match(template, "x.a.d.example.org")).containsEntry("path", "a");
		assertThat(match(template, "x.d.example.org")).isNull();
		assertThat(match(template, "y.a.d.example.org")).isNull();
		assertThat(match(labels("{*all}"), "a.b")).containsExactly(Map.entry("all", "a.b"));
		assertThat(match(labels("{*all}.b"), "b")).isNull();
	}

	@Test
	void takesAnySegmentForAStar() {
		Template template = labels("*.example.org");
		assertThat(match(template, "a.example.org")).isEmpty();
		assertThat(match(template, "a.b.example.org")).isNull();
		assertThat(match(labels("web-*.example.org"), "web-7.example.org")).isEmpty();
		assertThat(match(labels("web-*.example.org"), "web-.example.org")).isNull();
	}

	@Test
	void takesPartOfASegmentForAVariable() {
		Template template = Template.parse("ticket+{id}", Syntax.TEXT);
		assertThat(template.match(List.of("ticket+42"))).containsExactly(Map.entry("id", "42"));
		assertThat(template.match(List.of("ticket+"))).isNull();
		assertThat(template.match(List.of("tickets+42"))).isNull();
		assertThat(match(labels("{a}-{b}-x.org"), "1-2-3-x.org")).containsOnly(Map.entry("a", "1"),
				Map.entry("b", "2-3"));
		assertThat(match(labels("{a}-x.org"), "-x.org")).isNull();
		assertThat(match(labels("a{x}a.org"), "a.org")).isNull();
		assertThat(match(labels("{a}-{b}x.org"), "1x-.org")).isNull();
	}

	@Test
	void takesNoLongerForATextMadeUpToTakeLong() {
		Template template = Template.parse("{a}x{b}x{c}x{d}x{e}x{f}x{g}xy", Syntax.TEXT);
		assertThat(template.match(List.of("x".repeat(100_000)))).isNull();
	}

	@Test
	void ignoresCaseWhereTheProtocolDoesAndKeepsThatOfValues() {
		assertThat(match(labels("{Name}.Svc.example.org"), "WeB.sVC.Example.ORG"))
			.containsExactly(Map.entry("Name", "WeB"));
		Template words = Template.parse("deploy {app}", Syntax.WORDS);
		assertThat(words.match(List.of("deploy", "shop"))).containsExactly(Map.entry("app", "shop"));
		assertThat(words.match(List.of("Deploy", "shop"))).isNull();
	}

	@Test
	void isNotDeceivedByLettersThatChangeTheirLength() {
		assertThat(Template.parse("{x}ib", Syntax.TEXT).match(List.of("\u0130ib")))
			.containsExactly(Map.entry("x", "\u0130"));
	}

	@ParameterizedTest
	@CsvSource({ "a.b.org, {x}.b.org", "{x}.b.org, a.{x}.org", "web-{n}.org, w{n}.org", "w{n}.org, {n}.org",
			"*.org, {*x}.org", "{x}.{*y}.org, {*y}.org", "{*x}.{y}.org, {*x}.org", "a.{*y}.org, {x}.{*y}.org",
			"{x}.org, {y}" })
	void isOrderedByTextFromTheRightEndOfNames(String specific, String general) {
		assertThat(labels(specific)).isLessThan(labels(general));
		assertThat(labels(general)).isGreaterThan(labels(specific));
	}

	@Test
	void isOrderedByTextFromTheLeftEndOfCommands() {
		assertThat(Template.parse("deploy {app}", Syntax.WORDS))
			.isLessThan(Template.parse("{verb} shop", Syntax.WORDS));
	}

	@ParameterizedTest
	@CsvSource({ "{x}.org, {y}.org, true", "*.org, {y}.org, true", "web-{n}.org, {n}-prd.org, true",
			"web-{n}.org, www-{n}.org, false", "{n}-a.org, {n}-b.org, false", "{x}.a.org, {x}.b.org, false",
			"{x}.org, {*x}.org, false", "{x}.a.org, a.{x}.org, false" })
	void isAmbiguousIfNeitherIsTheMoreSpecific(String one, String other, boolean ambiguous) {
		assertThat(labels(one).isAmbiguousWith(labels(other))).isEqualTo(ambiguous);
		assertThat(labels(other).isAmbiguousWith(labels(one))).isEqualTo(ambiguous);
	}

	@Test
	void isEqualToOneThatMatchesTheSame() {
		assertThat(labels("{a}.{*b}.Org")).isEqualTo(labels("{x}.{*y}.org")).hasSameHashCodeAs(labels("*.{*y}.org"));
		assertThat(labels("{a}.org")).isNotEqualTo(labels("{*a}.org")).isNotEqualTo(labels("{a}.net"));
		assertThat(Template.parse("a", Syntax.WORDS)).isNotEqualTo(labels("a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a..b", "{x.org", "x}.org", "{}.org", "{1}.org", "{a}{b}.org", "{*a}.{*b}", "{a}.{a}",
			"x{*a}.org", "{*a}-{b}.org" })
	void refusesWhatIsNoTemplate(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> labels(text));
	}

	@Test
	void findsInATableWhatAWalkThroughAllFinds() {
		List<String> parts = List.of("a", "b", "{p}", "{*p}", "a{p}");
		Map<Template, String> all = new HashMap<>();
		for (String first : parts) {
			all.put(labels(first), first);
			for (String second : parts) {
				if (!(first.contains("*") && second.contains("*"))) {
					String text = first + "." + second.replace("p}", "q}");
					all.put(labels(text), text);
				}
			}
		}
		MappingTable<String> table = new MappingTable<>(Syntax.LABELS, all);
		List<String> labels = List.of("a", "b", "ab", "c");
		for (String one : labels) {
			for (String two : labels) {
				for (String three : labels) {
					for (int size = 1; size <= 3; size++) {
						List<String> name = new ArrayList<>(List.of(one, two, three)).subList(0, size);
						assertThat(table.find(name)).as("%s", name)
							.isEqualTo(all.entrySet()
								.stream()
								.filter((entry) -> entry.getKey().matches(name))
								.min(Map.Entry.comparingByKey())
								.map(Map.Entry::getValue)
								.orElse(null));
					}
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "org, true", "example.org, true", "b.example.org, true", "a.b.example.org, false",
			"x.example.org, false", "example.net, false", "y.any.rest.net, true", "any.rest.net, true",
			"rest.net, true", "other.net, false", "x.y.rest.net, true", "p-1.part, true", "q.part, false" })
	void knowsWhatIsAboveOthers(String name, boolean above) {
		MappingTable<String> table = new MappingTable<>(Syntax.LABELS, Map.of(labels("{a}.b.example.org"), "one",
				labels("x.{*any}.rest.net"), "two", labels("{a}.p-{n}.part"), "three"));
		assertThat(table.hasBelow(Arrays.asList(name.split("\\.")))).isEqualTo(above);
	}

	private static Template labels(String text) {
		return Template.parse(text, Syntax.LABELS);
	}

	private static @Nullable Map<String, String> match(Template template, String name) {
		return template.match(Arrays.asList(name.split("\\.")));
	}

}
