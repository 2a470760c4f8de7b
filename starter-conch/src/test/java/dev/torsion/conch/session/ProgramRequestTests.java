package dev.torsion.conch.session;

import java.util.Map;

import dev.torsion.conch.SshRestrictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProgramRequestTests {

	private static SshRestrictions forcing(String command) {
		return new SshRestrictions(command, true, true, null, null, Map.of());
	}

	@ParameterizedTest
	@EnumSource
	void forcedCommandRunsWhateverIsAskedFor(ProgramRequest.Kind kind) {
		ProgramRequest asked = new ProgramRequest(kind, (kind != ProgramRequest.Kind.SHELL) ? "other" : "");
		assertThat(asked.under(forcing("backup now")))
			.isEqualTo(new ProgramRequest(ProgramRequest.Kind.EXEC, "backup now"));
		assertThat(asked.under(forcing("internal-sftp -R")))
			.isEqualTo(new ProgramRequest(ProgramRequest.Kind.SUBSYSTEM, "sftp"));
		assertThat(asked.under(SshRestrictions.NONE)).isEqualTo(asked);
	}

	@Test
	void originalCommandIsInTheEnvironment() {
		Preparation preparation = new Preparation(SessionSettings.DEFAULT);
		ProgramRequest exec = new ProgramRequest(ProgramRequest.Kind.EXEC, "rm -rf /");
		assertThat(preparation.environment(forcing("backup"), exec))
			.containsExactly(Map.entry("SSH_ORIGINAL_COMMAND", "rm -rf /"));
		assertThat(preparation.environment(forcing("backup"), new ProgramRequest(ProgramRequest.Kind.SHELL, "")))
			.isEmpty();
		assertThat(preparation.environment(SshRestrictions.NONE, exec)).isEmpty();
	}

}
