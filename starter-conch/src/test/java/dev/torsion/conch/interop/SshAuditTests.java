package dev.torsion.conch.interop;

import java.nio.file.Path;
import java.util.List;

import dev.torsion.interop.Interop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What ssh-audit says of the profiles. It ends with 2 where it warns and with 3 where
 * something fails.
 */
@Timeout(300)
@Interop("ssh-audit")
class SshAuditTests {

	private static final List<String> YOUNGER_THAN_IT = List.of("mlkem768x25519-sha256", "sntrup761x25519-sha512",
			"sntrup761x25519-sha512@openssh.com", "kex-strict-s-v00@openssh.com");

	@TempDir
	private Path folder;

	@Test
	void findsNothingThatFails() throws Exception {
		try (Client client = Client.start(this.folder)) {
			Client.Result result = client.run("ssh-audit", "-n", "-p", client.port(), "127.0.0.1");
			assertThat(result.output()).contains("(kex) curve25519-sha256 ").doesNotContain("[fail]");
			assertThat(result.output().lines().filter((line) -> line.contains("[warn]")))
				.allSatisfy((line) -> assertThat(YOUNGER_THAN_IT).contains(line.split(" +")[1]));
			assertThat(result.status()).isIn(0, 2);
		}
	}

	/** Its author distrusts NIST's curves, which is what this profile is for. */
	@Test
	void findsNoOtherFaultInTheCompatibleProfileThanNistsCurves() throws Exception {
		try (Client client = Client.start(this.folder, "--network.conch.profile=compatible")) {
			Client.Result result = client.run("ssh-audit", "-n", "-l", "fail", "-p", client.port(), "127.0.0.1");
			assertThat(result.output().lines().filter((line) -> line.contains("[fail]")))
				.allMatch((line) -> line.startsWith("(kex) ecdh-sha2-nistp"))
				.hasSize(3);
			assertThat(result.status()).isEqualTo(3);
		}
	}

}
