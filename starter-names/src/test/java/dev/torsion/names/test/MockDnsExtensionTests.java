package dev.torsion.names.test;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MockDnsExtension}.
 */
class MockDnsExtensionTests {

	@RegisterExtension
	static final MockDnsExtension shared = new MockDnsExtension().record("www.example.org A 10.0.0.1");

	private static final Set<MockDns> ended = new HashSet<>();

	private static final Set<Integer> ports = new HashSet<>();

	@RegisterExtension
	final MockDnsExtension own = new MockDnsExtension();

	@RepeatedTest(2)
	void runsForTheClassOrForEachTest() {
		ports.add(shared.server().address().getPort());
		assertThat(ports).hasSize(1);
		assertThat(ended).doesNotContain(this.own.server())
			.allSatisfy((server) -> assertThatIllegalStateException().isThrownBy(server::address));
		assertThat(this.own.server().address().getPort()).isPositive();
		ended.add(this.own.server());
	}

}
