package dev.torsion.conch.audit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgramRunTests {

	private static ProgramRun run(String name, String program) {
		return new ProgramRun("1/0", name, null, null, program, false);
	}

	@Test
	void hasNoControlCharacters() {
		ProgramRun run = run("al\u001b[31mice\r\n", "exec a\nb\u0000c\u009bd\u202ee\u2028f\ud800g");
		assertThat(run.name()).isEqualTo("al?[31mice??");
		assertThat(run.program()).isEqualTo("exec a?b?c?d?e?f?g");
	}

	@Test
	void isCutWhereItIsVeryLong() {
		assertThat(run("alice", "x".repeat(60_000)).program()).isEqualTo("x".repeat(1024) + "...");
		assertThat(run("alice", "x".repeat(1024)).program()).isEqualTo("x".repeat(1024));
	}

}
