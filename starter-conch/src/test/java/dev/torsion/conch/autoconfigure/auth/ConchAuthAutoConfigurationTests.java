package dev.torsion.conch.autoconfigure.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.conch.auth.UserAuthServices;
import dev.torsion.conch.auth.file.AuthorizedKeyFiles;
import dev.torsion.conch.auth.key.RevokedKeys;
import dev.torsion.conch.auth.key.TestKey;
import dev.torsion.conch.auth.key.TrustedAuthorities;
import dev.torsion.cred.KeyCredentials;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.Portal;
import dev.torsion.cred.autoconfigure.CredAutoConfiguration;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.core.Authentication;

import static org.assertj.core.api.Assertions.assertThat;

class ConchAuthAutoConfigurationTests {

	private static final TestKey KEY = TestKey.ed25519();

	@TempDir
	private Path data;

	private ApplicationContextRunner context() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
					CredAutoConfiguration.class, ConchAuthAutoConfiguration.class))
			.withPropertyValues("network.data=" + this.data, "network.cred.users[0].name=amy",
					"network.cred.users[0].password=secret");
	}

	@Test
	void hasWhatIsNeededWithoutAnyProperty() {
		context().run((context) -> {
			assertThat(context).hasSingleBean(UserAuthServices.class).doesNotHaveBean(AuthorizedKeyFiles.class);
			assertThat(context.getBean(TrustedAuthorities.class).keys("amy").collectList().block()).isEmpty();
		});
	}

	@Test
	void knowsFilesOfKeys() {
		context().withPropertyValues("network.conch.authorized-keys=file:" + this.data + "/{user}/keys")
			.run((context) -> {
				Files.writeString(Files.createDirectories(this.data.resolve("amy")).resolve("keys"), KEY.line(""));
				KeyCredentials credentials = new KeyCredentials("amy", KEY.blob());
				assertThat(context.getBean(Portal.class)
					.login(credentials, LoginContext.from("ssh", null), Authentication.class)
					.blockOptional()).isPresent();
			});
	}

	@Test
	void knowsAuthoritiesAndWhatIsRevoked() throws IOException {
		Files.writeString(this.data.resolve("ca"), "# ours\n" + KEY.line("") + "\n");
		Files.writeString(this.data.resolve("revoked"), KEY.fingerprint() + "\n");
		context()
			.withPropertyValues("network.conch.trusted-user-ca-keys=file:ca," + KEY.line(""),
					"network.conch.revoked-keys=file:revoked")
			.run((context) -> {
				assertThat(context.getBean(TrustedAuthorities.class).keys("amy").collectList().block()).hasSize(2);
				assertThat(context.getBean(RevokedKeys.class).hasKey(KEY.blob())).isTrue();
			});
	}

	@ParameterizedTest
	@CsvSource({ "authorized-keys,keys/{user}", "authorized-keys,/etc/keys", "trusted-user-ca-keys,file:none",
			"trusted-user-ca-keys,nonsense", "revoked-keys,none", "authentication-methods,telepathy",
			"banner,file:none", "max-auth-tries,0" })
	void saysWhatIsWrong(String property, String value) {
		context().withPropertyValues("network.conch." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(FailureAnalyzedException.class.getName())
				.hasStackTraceContaining("network.conch." + property));
	}

}
