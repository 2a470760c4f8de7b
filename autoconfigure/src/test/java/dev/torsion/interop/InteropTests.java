package dev.torsion.interop;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class InteropTests {

	private static final List<String> PROGRAMS = List.of("sh", "no-such-program");

	@Test
	@Interop("sh")
	void runsWhereTheProgramIsInstalled() {
		assertThat(RealPeer.require("sh")).isExecutable();
	}

	@Test
	void skipsWhereAProgramIsMissing() {
		assertThat(RealPeer.check(PROGRAMS, false)).satisfies((result) -> {
			assertThat(result.isDisabled()).isTrue();
			assertThat(result.getReason()).hasValueSatisfying(
					(reason) -> assertThat(reason).startsWith("no-such-program not installed").contains("./check"));
		});
	}

	@Test
	void failsWhereAMissingProgramIsRequired() {
		assertThatIllegalStateException().isThrownBy(() -> RealPeer.check(PROGRAMS, true))
			.withMessageStartingWith("no-such-program not installed");
	}

}
