package dev.torsion.conch.algorithm;

import java.util.List;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AlgorithmsTests {

	private static final List<String> NONE = List.of();

	@ParameterizedTest
	@EnumSource
	void serversOfferAllOfAProfileInItsOrder(Profile profile) {
		SshServer server = new SshServer();
		Algorithms algorithms = profile.algorithms();
		algorithms.offerBy(server);
		assertThat(NamedResource.getNameList(server.getKeyExchangeFactories())).isEqualTo(algorithms.exchanges());
		assertThat(NamedResource.getNameList(server.getCipherFactories())).isEqualTo(algorithms.ciphers());
		assertThat(NamedResource.getNameList(server.getMacFactories())).isEqualTo(algorithms.macs());
		assertThat(NamedResource.getNameList(server.getSignatureFactories())).isEqualTo(algorithms.signatures());
		assertThat(NamedResource.getNameList(server.getCompressionFactories())).containsExactly("none");
	}

	@ParameterizedTest
	@EnumSource
	void clientsOfferTheSame(Profile profile) {
		SshClient client = new SshClient();
		profile.algorithms().offerBy(client);
		assertThat(NamedResource.getNameList(client.getKeyExchangeFactories()))
			.isEqualTo(profile.algorithms().exchanges());
	}

	@ParameterizedTest
	@EnumSource
	void quantumComputersAreThoughtOfFirst(Profile profile) {
		assertThat(profile.algorithms().exchanges()).startsWith("mlkem768x25519-sha256", "sntrup761x25519-sha512");
	}

	@ParameterizedTest
	@EnumSource
	void nothingBrokenIsOffered(Profile profile) {
		Algorithms algorithms = profile.algorithms();
		assertThat(algorithms.exchanges())
			.noneMatch((name) -> name.contains("sha1") || name.contains("group-exchange"));
		assertThat(algorithms.ciphers())
			.noneMatch((name) -> name.contains("cbc") || name.contains("arcfour") || name.contains("3des"));
		assertThat(algorithms.macs()).noneMatch((name) -> name.contains("sha1") || name.contains("md5"));
		assertThat(algorithms.signatures()).doesNotContain("ssh-rsa", "ssh-dss");
	}

	@Test
	void chaCha20IsForThoseWhoHaveNothingElse() {
		assertThat(Profile.HARDENED.algorithms().ciphers()).noneMatch((name) -> name.contains("chacha20"));
		assertThat(Profile.COMPATIBLE.algorithms().ciphers()).endsWith("chacha20-poly1305@openssh.com");
	}

	@Test
	void partsOfAProfileAreReplaced() {
		Algorithms algorithms = Profile.HARDENED.algorithms().with(NONE, List.of("aes128-ctr"), NONE, NONE);
		assertThat(algorithms.ciphers()).containsExactly("aes128-ctr");
		assertThat(algorithms.macs()).isEqualTo(Profile.HARDENED.algorithms().macs());
	}

	@Test
	void whatNobodyKnowsIsAFailureAtTheStart() {
		Algorithms algorithms = Profile.HARDENED.algorithms().with(NONE, List.of("rot13"), NONE, NONE);
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> algorithms.offerBy(new SshServer()))
			.satisfies((ex) -> assertThat(ex.analysis().getDescription()).contains("cipher 'rot13'"));
	}

}
