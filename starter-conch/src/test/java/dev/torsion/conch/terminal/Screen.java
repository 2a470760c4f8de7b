package dev.torsion.conch.terminal;

import java.util.Map;

import dev.torsion.conch.Pty;
import dev.torsion.conch.test.RecordingSession;
import org.jline.utils.ScreenTerminal;

/**
 * What somebody in front of a terminal sees.
 */
final class Screen {

	private final RecordingSession session;

	private final StringBuilder drawn = new StringBuilder();

	Screen(RecordingSession session) {
		this.session = session;
	}

	static Screen of(String type, int columns, int rows) {
		return new Screen(RecordingSession.of("").with(new Pty(type, columns, rows, Map.of())));
	}

	RecordingSession session() {
		return this.session;
	}

	String drawn() {
		this.drawn.append(this.session.takeOutput());
		return this.drawn.toString();
	}

	/** The lines on the screen, without what is empty. */
	String text(int columns, int rows) {
		ScreenTerminal screen = new ScreenTerminal(columns, rows);
		screen.write(drawn());
		long[] cells = new long[columns * rows];
		screen.dump(cells, 0, 0, rows, columns, new int[2]);
		StringBuilder text = new StringBuilder();
		for (int row = 0; row < rows; row++) {
			StringBuilder line = new StringBuilder();
			for (int column = 0; column < columns; column++) {
				int point = ScreenTerminal.cellCodePoint(cells[row * columns + column]);
				if (point != 0) {
					line.appendCodePoint(point);
				}
			}
			text.append(line.toString().stripTrailing()).append('\n');
		}
		return text.toString().strip();
	}

}
