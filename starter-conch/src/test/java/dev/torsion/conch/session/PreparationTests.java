package dev.torsion.conch.session;

import java.util.Map;

import dev.torsion.conch.Pty;
import dev.torsion.conch.SshRestrictions;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PreparationTests {

	private static final ProgramRequest SHELL = new ProgramRequest(ProgramRequest.Kind.SHELL, "");

	private final Preparation preparation = new Preparation(SessionSettings.DEFAULT);

	private boolean variable(String name, String value) {
		Buffer buffer = new ByteArrayBuffer();
		buffer.putString(name);
		buffer.putString(value);
		return this.preparation.variable(buffer);
	}

	private static Buffer pty(String type, long columns, long rows, int... modes) {
		Buffer buffer = new ByteArrayBuffer();
		buffer.putString(type);
		buffer.putUInt(columns);
		buffer.putUInt(rows);
		buffer.putUInt(0);
		buffer.putUInt(0);
		Buffer encoded = new ByteArrayBuffer();
		for (int i = 0; i + 1 < modes.length; i += 2) {
			encoded.putByte((byte) modes[i]);
			encoded.putInt(modes[i + 1]);
		}
		encoded.putByte((byte) 0);
		buffer.putBytes(encoded.getCompactData());
		return buffer;
	}

	@ParameterizedTest
	@ValueSource(strings = { "LD_AUDIT", "LD_PRELOAD", "JAVA_TOOL_OPTIONS", "PATH", "SHELL", "lang", "LANGUAGE",
			"LC_A=B", "LC_\n", "", "SSH_ORIGINAL_COMMAND" })
	void refusesVariablesThatAreNotAllowed(String name) {
		assertThat(variable(name, "x")).isFalse();
		assertThat(this.preparation.environment(SshRestrictions.NONE, SHELL)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "LANG", "LC_ALL", "TERM", "COLORTERM" })
	void acceptsVariablesOfLanguageAndTerminal(String name) {
		assertThat(variable(name, "x")).isTrue();
		assertThat(this.preparation.environment(SshRestrictions.NONE, SHELL)).containsExactly(Map.entry(name, "x"));
	}

	@Test
	void limitsHowManyVariablesThereAreAndHowLong() {
		assertThat(variable("LC_LONG", "x".repeat(4097))).isFalse();
		assertThat(variable("LC_NUL", "x\0y")).isFalse();
		for (int i = 0; i < 64; i++) {
			assertThat(variable("LC_" + i, "x")).isTrue();
		}
		assertThat(variable("LC_64", "x")).isFalse();
		assertThat(variable("LC_0", "y")).isTrue();
	}

	@Test
	void whatTheKeySetsCountsMore() {
		variable("LANG", "peer");
		SshRestrictions restrictions = new SshRestrictions(null, true, true, null, null, Map.of("LANG", "key"));
		assertThat(this.preparation.environment(restrictions, SHELL)).containsExactly(Map.entry("LANG", "key"));
	}

	@Test
	void readsTerminalAndItsModes() {
		assertThat(this.preparation.pty(pty("xterm", 80, 24, 3, 127, 53, 1, 160, 7, 4, 5), SshRestrictions.NONE))
			.isTrue();
		assertThat(this.preparation.pty()).isEqualTo(new Pty("xterm", 80, 24, Map.of(3, 127, 53, 1)));
	}

	@Test
	void limitsTheTerminal() {
		assertThat(this.preparation.pty(pty("x\033[0m", 80, 24), SshRestrictions.NONE)).isFalse();
		assertThat(this.preparation.pty(pty("x".repeat(65), 80, 24), SshRestrictions.NONE)).isFalse();
		assertThat(this.preparation.pty(pty("xterm", 0xFFFF_FFFFL, 100_000), SshRestrictions.NONE)).isTrue();
		assertThat(this.preparation.pty()).isEqualTo(new Pty("xterm", 2048, 2048, Map.of()));
		assertThat(this.preparation.pty(pty("xterm", 80, 24), SshRestrictions.NONE)).isFalse();
	}

	@Test
	void givesNoTerminalIfTheKeyForbidsIt() {
		SshRestrictions restrictions = new SshRestrictions(null, false, true, null, null, Map.of());
		assertThat(this.preparation.pty(pty("xterm", 80, 24), restrictions)).isFalse();
		assertThat(this.preparation.pty()).isNull();
	}

}
