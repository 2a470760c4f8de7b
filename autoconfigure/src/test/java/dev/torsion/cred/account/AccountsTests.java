package dev.torsion.cred.account;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.torsion.cred.store.MemoryAccountStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccountsTests {

	private final List<String> asked = new ArrayList<>();

	@Test
	void findsTheOneAccountThatANameIsShortFor() {
		Accounts accounts = accounts("bob@a.example", "amy@b.example");
		assertThat(find(accounts, "bob")).isEqualTo("bob@a.example");
		assertThat(find(accounts, "amy")).isEqualTo("amy@b.example");
		assertThat(find(accounts, "eve")).isNull();
	}

	@Test
	void findsNobodyByANameThatSeveralAccountsMayBeMeantBy() {
		assertThat(find(accounts("bob@a.example", "bob@b.example"), "bob")).isNull();
	}

	@Test
	void findsAnAccountOfThatVeryNameFirst() {
		Accounts accounts = accounts("bob", "bob@a.example", "bob@b.example");
		assertThat(find(accounts, "bob")).isEqualTo("bob");
		assertThat(this.asked).isEmpty();
	}

	@Test
	void takesNothingForGrantedWhereTheWholeNameIsNeeded() {
		assertThat(accounts("bob@a.example").findExactly("bob").block()).isNull();
	}

	@Test
	void looksAtSoManyAccountsAndNoMore() {
		Accounts accounts = new Accounts(List.of(new MemoryAccountStore(List.of(account("bob@99.example")))), List
			.of((name) -> IntStream.range(0, 100).mapToObj((number) -> name + "@" + number + ".example").toList()));
		assertThat(find(accounts, "bob")).isNull();
	}

	private Accounts accounts(String... names) {
		return new Accounts(
				List.of(new MemoryAccountStore(List.of(names).stream().map(AccountsTests::account).toList())),
				List.of((name) -> {
					this.asked.add(name);
					return List.of(name + "@a.example", name + "@b.example");
				}));
	}

	private static Account account(String name) {
		return Account.of(name, List.of(), AccountStatus.ACTIVE, List.of());
	}

	private static @Nullable String find(Accounts accounts, String name) {
		return accounts.find(name).map((found) -> found.account().name()).block();
	}

}
