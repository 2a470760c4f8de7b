import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountException;
import dev.torsion.cred.account.AccountNames;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.account.WritableAccountStore;
import dev.torsion.cred.service.AccountService;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * One application after the other in one warm process, as each line of input says: {@code start}, {@code account} and
 * {@code stop} with their arguments behind tabs. Each is answered by a line.
 */
public class Instances {

	private static ConfigurableApplicationContext context;

	public static void main(String[] arguments) throws IOException {
		PrintStream answers = System.out;
		System.setOut(System.err);
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			answers.println(run(line.split("\t")));
			answers.flush();
		}
		stop();
	}

	private static String run(String[] words) {
		try {
			switch (words[0]) {
				case "start" -> context = SpringApplication.run(Application.class, Arrays.copyOfRange(words, 1, words.length));
				case "account" -> context.getBean(AccountService.class).create(words[1], words[2], List.of()).block();
				case "stop" -> stop();
				default -> throw new IllegalArgumentException(words[0]);
			}
			return "done";
		}
		catch (RuntimeException ex) {
			ex.printStackTrace();
			return ("failed: " + ex).replace('\n', ' ');
		}
	}

	/** Connections that clients do not close take their time to end: the next application need not wait for that. */
	private static void stop() {
		if (context != null) {
			new Thread(context::close).start();
			context = null;
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Chat.class)
	public static class Application {

		@Bean
		Accounts writableAccounts() {
			return new Accounts();
		}

	}

	/** Accounts until the application ends. */
	static final class Accounts implements WritableAccountStore {

		private final Map<String, Account> accounts = new ConcurrentSkipListMap<>();

		@Override
		public Mono<Account> find(String name) {
			return Mono.justOrEmpty(this.accounts.get(AccountNames.key(name)));
		}

		@Override
		public Optional<Collection<String>> passwordSamples() {
			return Optional.of(this.accounts.values().stream().flatMap((account) -> account.password().stream())
				.map(Secret.Password::encoded).limit(1).toList());
		}

		@Override
		public Mono<Void> create(Account account) {
			return Mono.fromRunnable(() -> {
				if (this.accounts.putIfAbsent(AccountNames.key(account.name()), account) != null) {
					throw new AccountException.Exists("account '" + account.name() + "'");
				}
			});
		}

		@Override
		public Mono<Void> delete(String name) {
			return Mono.fromRunnable(() -> this.accounts.remove(AccountNames.key(name)));
		}

		@Override
		public Mono<Void> status(String name, AccountStatus status) {
			return Mono.error(new UnsupportedOperationException());
		}

		@Override
		public Mono<Void> authorities(String name, Collection<String> authorities) {
			return Mono.error(new UnsupportedOperationException());
		}

		@Override
		public Mono<Void> add(String name, Secret secret) {
			return Mono.error(new UnsupportedOperationException());
		}

		@Override
		public Mono<Void> remove(String name, Class<? extends Secret> kind, String label) {
			return Mono.error(new UnsupportedOperationException());
		}

		@Override
		public Flux<String> names(String after, int limit) {
			return Flux.fromIterable(this.accounts.keySet()).take(limit);
		}

		@Override
		public Mono<Void> upgrade(Account account, Secret.Password password, String encoded) {
			return Mono.empty();
		}

	}

}
