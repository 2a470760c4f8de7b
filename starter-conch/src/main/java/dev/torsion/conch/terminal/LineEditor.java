package dev.torsion.conch.terminal;

import java.io.IOError;
import java.util.Map;

import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jspecify.annotations.Nullable;

/**
 * JLine's line editor without what does not belong on a server: no files, no expansion of
 * {@code !}, no questions to the terminal, no lines without end. {@code readLine} blocks,
 * and fails with {@link org.jline.reader.UserInterruptException} for ^C, with
 * {@link org.jline.reader.EndOfFileException} for ^D and when the session is over, and
 * with an {@link IOError} for a {@link LineTooLongException}. What was pasted may have
 * line feeds.
 */
public final class LineEditor extends LineReaderImpl {

	private static final int MOST_REPEATS = 100;

	private final int maxLine;

	/**
	 * Creates an editor.
	 * @param terminal where lines are edited; not closed with it
	 * @param settings limits
	 */
	public LineEditor(SessionTerminal terminal, TerminalSettings settings) {
		super(terminal, "ssh", null);
		this.maxLine = settings.maxLine();
		option(Option.DISABLE_EVENT_EXPANSION, true);
		option(Option.HISTORY_TIMESTAMPED, false);
		option(Option.HISTORY_IGNORE_SPACE, true);
		option(Option.MOUSE, false);
		variable(LineReader.MAX_REPEAT_COUNT, MOST_REPEATS);
		variable(LineReader.SECONDARY_PROMPT_PATTERN, "> ");
		Map<String, Widget> widgets = getWidgets();
		widgets.put(LineReader.EDIT_AND_EXECUTE_COMMAND, () -> false);
	}

	/** Kills and yanks may double what is there with each key. */
	@Override
	public @Nullable Binding readBinding(KeyMap<Binding> keys, @Nullable KeyMap<Binding> local) {
		if (getBuffer().length() > this.maxLine) {
			throw new IOError(new LineTooLongException(this.maxLine));
		}
		return super.readBinding(keys, local);
	}

}
