package dev.torsion.conch.terminal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jline.utils.InfoCmp.Capability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TerminalType}.
 */
class TerminalTypeTests {

	@ParameterizedTest
	@CsvSource({ "xterm-256color,xterm-256color", "xterm,xterm", "XTERM,xterm", "xterm-kitty,xterm-256color",
			"tmux-256color,screen-256color", "alacritty,xterm-256color", "linux,xterm", "vt100,xterm", "dumb,dumb",
			"emacs,dumb", "-x,dumb", "'',dumb", "../../etc/passwd,dumb" })
	void isOneThatIsKnown(String type, String known) {
		assertThat(TerminalType.like(type)).isEqualTo(known);
	}

	@ParameterizedTest
	@ValueSource(strings = { "dumb", "dumb-color", "ansi", "xterm", "xterm-256color", "screen", "screen-256color",
			"rxvt", "rxvt-unicode", "rxvt-unicode-256color" })
	void isDescribedInTheJar(String known) {
		Set<Capability> flags = new HashSet<>();
		Map<Capability, Integer> numbers = new HashMap<>();
		Map<Capability, String> texts = new HashMap<>();
		TerminalType.read(known, flags, numbers, texts);
		assertThat(flags).isNotEmpty();
	}

	@Test
	void knowsColours() {
		Map<Capability, Integer> numbers = new HashMap<>();
		TerminalType.read("xterm-256color", new HashSet<>(), numbers, new HashMap<>());
		assertThat(numbers).containsEntry(Capability.max_colors, 256);
	}

}
