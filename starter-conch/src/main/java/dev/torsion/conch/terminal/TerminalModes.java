package dev.torsion.conch.terminal;

import java.util.EnumSet;
import java.util.Map;

import dev.torsion.conch.Pty;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * The modes in which a terminal begins: those of a terminal of the system, with the
 * peer's special characters, RFC 4254 section 8.
 */
final class TerminalModes {

	private static final int DISABLED = 255;

	private static final Map<Integer, ControlChar> CHARACTERS = Map.of(1, ControlChar.VINTR, 2, ControlChar.VQUIT, 3,
			ControlChar.VERASE, 4, ControlChar.VKILL, 5, ControlChar.VEOF, 10, ControlChar.VSUSP, 14,
			ControlChar.VWERASE, 15, ControlChar.VLNEXT);

	private static final int COLUMNS = 80;

	private static final int ROWS = 24;

	/** Where nothing fits, JLine divides lines for ever. */
	private static final int LEAST = 8;

	private static final int MOST = 1000;

	private static final Map<ControlChar, Signal> SIGNALS = Map.of(ControlChar.VINTR, Signal.INT, ControlChar.VQUIT,
			Signal.QUIT, ControlChar.VSUSP, Signal.TSTP);

	private TerminalModes() {
	}

	static Attributes of(Pty pty) {
		Attributes modes = new Attributes();
		modes.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ISIG, LocalFlag.IEXTEN, LocalFlag.ECHO));
		modes.setInputFlags(EnumSet.of(InputFlag.ICRNL, InputFlag.IUTF8));
		modes.setOutputFlags(EnumSet.of(OutputFlag.OPOST, OutputFlag.ONLCR));
		modes.setControlChar(ControlChar.VINTR, 3);
		modes.setControlChar(ControlChar.VQUIT, 28);
		modes.setControlChar(ControlChar.VERASE, 127);
		modes.setControlChar(ControlChar.VKILL, 21);
		modes.setControlChar(ControlChar.VEOF, 4);
		modes.setControlChar(ControlChar.VSUSP, 26);
		modes.setControlChar(ControlChar.VWERASE, 23);
		modes.setControlChar(ControlChar.VLNEXT, 22);
		modes.setControlChar(ControlChar.VMIN, 1);
		modes.setControlChar(ControlChar.VTIME, 0);
		CHARACTERS.forEach((opcode, character) -> {
			int value = pty.modes().getOrDefault(opcode, 0);
			if (value > 0 && value < 128) {
				modes.setControlChar(character, value);
			}
			else if (value == DISABLED) {
				modes.setControlChar(character, -1);
			}
		});
		return modes;
	}

	/** What a key raises, if it raises anything. */
	static @Nullable Signal signal(Attributes modes, byte key) {
		for (Map.Entry<ControlChar, Signal> entry : SIGNALS.entrySet()) {
			if (modes.getControlChar(entry.getKey()) == key) {
				return entry.getValue();
			}
		}
		return null;
	}

	/** A size on which lines can be drawn, whatever the peer says. */
	static Size size(Pty pty) {
		return Size.of((pty.columns() > 0) ? Math.min(Math.max(pty.columns(), LEAST), MOST) : COLUMNS,
				(pty.rows() > 0) ? Math.min(Math.max(pty.rows(), 2), MOST) : ROWS);
	}

}
