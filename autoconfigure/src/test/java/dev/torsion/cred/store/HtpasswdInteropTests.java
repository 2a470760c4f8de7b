package dev.torsion.cred.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.password.PasswordEncodings;
import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files that Apache's own program has written.
 */
@Interop("htpasswd")
class HtpasswdInteropTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final PasswordEncoder encoder = PasswordEncodings.encoder(4096);

	private final VirtualEventLoop loop = new VirtualEventLoop();

	@TempDir
	Path folder;

	@Test
	void readsWhatItWritesAndFollowsIt() throws IOException {
		htpasswd("-cbB", "-C", "5", "bcrypt");
		HtpasswdAccountStore store = HtpasswdAccountStore.open(file(), this.loop);
		assertThat(accepts(store, "bcrypt")).isTrue();
		for (String option : List.of("-bm", "-bs", "-b2", "-b5")) {
			htpasswd(option, "user" + option);
			assertThat(accepts(store, "user" + option)).as(option).isTrue();
		}
		htpasswd("-b5", "-r", "7000", "rounds");
		assertThat(accepts(store, "rounds")).isTrue();
		run("-D", file().toString(), "bcrypt");
		this.loop.advance(Duration.ofSeconds(1));
		assertThat(store.find("bcrypt").block(LIMIT)).isNull();
		assertThat(accepts(store, "rounds")).isTrue();
	}

	@Test
	void refusesItsWeakEncodings() throws IOException {
		for (String option : List.of("-cbp", "-cbd")) {
			htpasswd(option, "bob");
			assertThatExceptionOfType(HtpasswdException.class)
				.isThrownBy(() -> HtpasswdAccountStore.open(file(), this.loop))
				.withMessageStartingWith("Line 1 ");
		}
	}

	private boolean accepts(HtpasswdAccountStore store, String name) {
		this.loop.advance(Duration.ofSeconds(1));
		String encoded = store.find(name)
			.blockOptional(LIMIT)
			.flatMap(Account::password)
			.map(Secret.Password::encoded)
			.orElseThrow();
		return this.encoder.matches("secret", encoded) && !this.encoder.matches("Secret", encoded);
	}

	private Path file() {
		return this.folder.resolve("users");
	}

	private void htpasswd(String... optionsAndName) throws IOException {
		List<String> words = new ArrayList<>(List.of(optionsAndName));
		words.add(words.size() - 1, file().toString());
		words.add("secret");
		run(words.toArray(String[]::new));
	}

	private void run(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(RealPeer.require("htpasswd").toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
		assertThat(process.exitValue()).as(output).isZero();
	}

}
