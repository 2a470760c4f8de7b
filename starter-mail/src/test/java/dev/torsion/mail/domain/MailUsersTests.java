package dev.torsion.mail.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.store.memory.MemoryLimits;
import dev.torsion.mail.store.memory.MemoryMailStore;
import dev.torsion.net.test.RecordingTransport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class MailUsersTests {

	private final MemoryMailStore store = new MemoryMailStore(
			new MemoryLimits(DataSize.ofMegabytes(1), 10, MemoryLimits.WhenFull.REFUSE));

	private final Path folder;

	MailUsersTests(@TempDir Path folder) {
		this.folder = folder;
	}

	@Test
	void givesEverybodyTheMailboxesOfTheAddress() throws IOException {
		assertThat(user("bob@example.org", "bob@example.org")).isEqualTo("bob@example.org");
		assertThat(user("bob", "bob")).isEqualTo("bob@example.org");
		assertThat(user("bob@elsewhere.example", "bob@elsewhere.example")).isNull();
	}

	@Test
	void givesNobodyTheMailboxesOfAnother() throws IOException {
		assertThat(user("bob", "bob", "bob@example.org")).isNull();
		assertThat(user("bob@example.org", "bob", "bob@example.org")).isEqualTo("bob@example.org");
	}

	@Test
	void letsEverybodySendAsTheOwnAddressAndItsAliases() throws IOException {
		MailUsers users = users();
		assertThat(users.maySendAs(login("bob"), MailAddress.of("bob@example.org"))).isTrue();
		assertThat(users.maySendAs(login("bob"), MailAddress.of("Bob+shop@example.org"))).isTrue();
		assertThat(users.maySendAs(login("bob@example.org"), MailAddress.of("sales@example.org"))).isTrue();
		assertThat(users.maySendAs(login("bob"), null)).isTrue();
		assertThat(users.maySendAs(login("bob"), MailAddress.of("amy@example.org"))).isFalse();
		assertThat(users.maySendAs(login("bob"), MailAddress.of("bob@elsewhere.example"))).isFalse();
		assertThat(users.maySendAs(login("bob@elsewhere.example"), MailAddress.of("bob@elsewhere.example"))).isFalse();
	}

	private @Nullable String user(String name, String... accounts) throws IOException {
		LoginContext context = LoginContext.of("pop3", new RecordingTransport());
		return users(accounts).create(new AvatarId.Named(login(name)), context)
			.map((user) -> user.address().toString())
			.block();
	}

	private MailUsers users(String... accounts) throws IOException {
		Aliases aliases = Aliases.read(Files.writeString(this.folder.resolve("aliases"), "sales: bob, amy\n"));
		HostedDomains domains = new HostedDomains(List.of(new HostedDomain("example.org", () -> aliases, null, "+")),
				null);
		return new MailUsers(domains,
				new Accounts(List.of(new MemoryAccountStore(List.of(accounts)
					.stream()
					.map((name) -> Account.of(name, List.of(), AccountStatus.ACTIVE, List.of()))
					.toList()))),
				this.store);
	}

	private static Authentication login(String name) {
		return UsernamePasswordAuthenticationToken.authenticated(name, null, List.of());
	}

}
