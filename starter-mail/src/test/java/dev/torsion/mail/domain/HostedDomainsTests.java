package dev.torsion.mail.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailRefusedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HostedDomainsTests {

	private final Path folder;

	HostedDomainsTests(@TempDir Path folder) {
		this.folder = folder;
	}

	@Test
	void hasTheMailboxOfAnAccountUnderItsName() {
		HostedDomains domains = domains(null, "example.org", "example.com");
		assertThat(mailbox(domains, "Bob@EXAMPLE.org")).isEqualTo("bob@example.org");
		assertThat(mailbox(domains, "bob@elsewhere.example")).isNull();
		assertThat(mailbox(domains, "bob")).isNull();
	}

	@Test
	void hasTheMailboxOfAnAccountWithoutDomainInTheDefaultOne() {
		assertThat(mailbox(domains("example.com", "example.org", "example.com"), "bob")).isEqualTo("bob@example.com");
		assertThat(mailbox(domains(null, "example.org"), "bob")).isEqualTo("bob@example.org");
	}

	@Test
	void hasNoMailboxThatIsNoFileName() {
		HostedDomains domains = domains(null, "example.org");
		for (String name : List.of("../bob", "..", ".", ".hidden", "a/b", "a\0b", "@example.org", "")) {
			assertThat(mailbox(domains, name)).as(name).isNull();
		}
	}

	@Test
	void knowsWhatBareNamesAreShortFor() {
		assertThat(domains(null, "a.example", "b.example").accountAliases("bob")).containsExactly("bob@a.example",
				"bob@b.example");
		assertThat(domains("b.example", "a.example", "b.example").accountAliases("bob"))
			.containsExactly("bob@b.example");
		assertThat(domains(null, "a.example").accountAliases("bob@A.example")).containsExactly("bob");
		assertThat(domains(null, "a.example").accountAliases("bob@b.example")).isEmpty();
		assertThat(domains(null, "a.example", "b.example").accountAliases("bob@a.example")).isEmpty();
	}

	@Test
	void followsAliases() throws IOException {
		HostedDomains domains = aliased("info: sales, carol@elsewhere.example\nsales: bob, amy\nbob: bob, archive\n");
		assertThat(expand(domains, "info@example.org")).containsExactly("bob@example.org", "archive@example.org",
				"amy@example.org", "carol@elsewhere.example");
		assertThat(expand(domains, "INFO+x@example.org")).hasSize(4);
		assertThat(expand(domains, "dave+x@example.org")).containsExactly("dave+x@example.org");
		assertThat(expand(domains, "info@elsewhere.example")).containsExactly("info@elsewhere.example");
	}

	@Test
	void endsWhereAliasesGoRoundInACircle() throws IOException {
		HostedDomains domains = aliased("a: b\nb: c\nc: a\n");
		assertThat(expand(domains, "a@example.org")).containsExactly("a@example.org");
	}

	@Test
	void refusesAnAliasThatLeadsToTooMany() throws IOException {
		StringBuilder file = new StringBuilder("l0: ");
		for (int i = 1; i < 1002; i++) {
			file.append("u").append(i).append((i % 100 == 0) ? "\nl" + i + ": " : ", ");
			if (i % 100 == 0) {
				file.insert(file.indexOf(" ") + 1, "l" + i + ", ");
			}
		}
		assertThatExceptionOfType(MailRefusedException.class)
			.isThrownBy(() -> expand(aliased(file.toString()), "l0@example.org"))
			.withMessageStartingWith("451 4.3.5");
	}

	@Test
	void refusesAnAliasWhoseWalkIsTooLong() throws IOException {
		StringBuilder file = new StringBuilder();
		for (int from = 0; from < 200; from++) {
			file.append("l").append(from).append(": ");
			for (int to = 0; to < 200; to++) {
				file.append("l").append(to).append(", ");
			}
			file.append('\n');
		}
		assertThatExceptionOfType(MailRefusedException.class)
			.isThrownBy(() -> expand(aliased(file.toString()), "l0@example.org"))
			.withMessageStartingWith("451 4.3.5");
	}

	@Test
	void leadsPostmasterWithoutDomainToTheDefaultOne() throws IOException {
		assertThat(aliased("postmaster: bob\n").expand(new MailAddress("Postmaster", "")))
			.containsExactly(MailAddress.of("bob@example.org"));
		assertThat(domains(null, "a.example", "b.example").expand(new MailAddress("postmaster", "")))
			.containsExactly(MailAddress.of("postmaster@a.example"));
		assertThat(domains(null, "a.example", "b.example").expand(new MailAddress("bob", "")))
			.containsExactly(new MailAddress("bob", ""));
	}

	private HostedDomains aliased(String aliases) throws IOException {
		Aliases read = Aliases.read(Files.writeString(this.folder.resolve("aliases"), aliases));
		return new HostedDomains(List.of(new HostedDomain("example.org", () -> read, null, "+")), null);
	}

	private static HostedDomains domains(@Nullable String defaultDomain, String... names) {
		return new HostedDomains(
				List.of(names).stream().map((name) -> new HostedDomain(name, () -> Aliases.NONE, null, "+")).toList(),
				defaultDomain);
	}

	private static List<String> expand(HostedDomains domains, String address) {
		return domains.expand(MailAddress.of(address)).stream().map(MailAddress::toString).toList();
	}

	private static @Nullable String mailbox(HostedDomains domains, String account) {
		MailAddress address = domains.mailbox(account);
		return (address != null) ? address.toString() : null;
	}

}
