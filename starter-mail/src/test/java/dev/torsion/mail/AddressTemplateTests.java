package dev.torsion.mail;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AddressTemplate}.
 */
class AddressTemplateTests {

	@Test
	void takesVariablesFromTheLocalPart() {
		assertThat(match("ticket+{id}@example.org", "ticket+42@example.org")).containsExactly(Map.entry("id", "42"));
	}

	@Test
	void takesVariablesFromTheDomain() {
		assertThat(match("{user}@{list}.example.org", "bob@a.b.example.org"))
			.isEqualTo(Map.of("user", "bob", "list", "a.b"));
	}

	@ParameterizedTest
	@CsvSource({ "ticket+{id}@example.org, TICKET+42@Example.ORG", "*@example.org, bob@example.org",
			"bob@*, bob@anywhere.example", "*@*, bob@anywhere.example", "{x}@bücher.example, bob@xn--bcher-kva.example",
			"{x}@*.bücher.example, bob@a.BÜCHER.example", "bob@[192.0.2.1], bob@[192.0.2.1]" })
	void matches(String template, String address) {
		assertThat(match(template, address)).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "ticket+{id}@example.org, ticket+@example.org", "ticket+{id}@example.org, ticket@example.org",
			"ticket+{id}@example.org, ticket+1@example.com", "*@*.example.org, bob@example.org",
			"*@example.org, bob@example.org.evil.example" })
	void doesNotMatch(String template, String address) {
		assertThat(match(template, address)).isNull();
	}

	@Test
	void doesNotMatchWhatIsWrittenInTheLocalPart() {
		AddressTemplate template = AddressTemplate.parse("bob@example.org");
		assertThat(template.match(new MailAddress("bob@example.org", "evil.example"))).isNull();
	}

	@Test
	void preservesTheCaseOfWhatVariablesStandFor() {
		assertThat(match("ticket+{Id}@{Domain}", "ticket+aB@example.org"))
			.isEqualTo(Map.of("Id", "aB", "Domain", "example.org"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bob", "@example.org", "bob@", "a@b@c", "{x@example.org", "{x}{y}@example.org",
			"{x}@{x}.example.org" })
	void refusesWhatIsNoTemplate(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressTemplate.parse(text));
	}

	@Test
	void comesTheEarlierTheMoreTextTheDomainHas() {
		List<String> sorted = List.of("*@*", "bob@*", "{x}@example.org", "bob+{x}@example.org", "bob@example.org")
			.stream()
			.map(AddressTemplate::parse)
			.sorted((one, other) -> one.template().compareTo(other.template()))
			.map(AddressTemplate::toString)
			.toList();
		assertThat(sorted).containsExactly("bob@example.org", "bob+{x}@example.org", "{x}@example.org", "bob@*", "*@*");
	}

	private static @Nullable Map<String, String> match(String template, String address) {
		return AddressTemplate.parse(template).match(MailAddress.of(address));
	}

}
