package dev.torsion.conch.terminal;

import java.io.IOError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;

import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.MaskingCallback;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/**
 * JLine's line editor without what does not belong on a server: no files, no expansion of
 * {@code !}, no counts, no lines without end. {@code readLine} blocks; it fails with
 * {@link UserInterruptException} for ^C, and with {@link EndOfFileException} for ^D and
 * when the session is over, which is also so for a {@link LineTooLongException}, its
 * cause then. What was pasted may have line feeds. On a dumb terminal, lines are typed
 * instead of edited.
 */
public final class LineEditor extends LineReaderImpl {

	private static final String[][] KEYS = { { UP_LINE_OR_SEARCH, "[A" }, { DOWN_LINE_OR_SEARCH, "[B" },
			{ FORWARD_CHAR, "[C" }, { BACKWARD_CHAR, "[D" }, { BEGINNING_OF_LINE, "[H" }, { END_OF_LINE, "[F" },
			{ UP_LINE_OR_SEARCH, "OA" }, { DOWN_LINE_OR_SEARCH, "OB" }, { FORWARD_CHAR, "OC" }, { BACKWARD_CHAR, "OD" },
			{ BEGINNING_OF_LINE, "OH" }, { END_OF_LINE, "OF" }, { BEGINNING_OF_LINE, "[1~" }, { END_OF_LINE, "[4~" },
			{ DELETE_CHAR, "[3~" } };

	private final SessionTerminal screen;

	private final int maxLine;

	/**
	 * Creates an editor.
	 * @param terminal where lines are edited; not closed with it
	 * @param settings limits
	 */
	public LineEditor(SessionTerminal terminal, TerminalSettings settings) {
		super(terminal, "ssh", null);
		this.screen = terminal;
		this.maxLine = settings.maxLine();
		option(Option.DISABLE_EVENT_EXPANSION, true);
		option(Option.HISTORY_TIMESTAMPED, false);
		option(Option.HISTORY_IGNORE_SPACE, true);
		variable(LineReader.SECONDARY_PROMPT_PATTERN, "> ");
		for (String[] key : KEYS) {
			Objects.requireNonNull(getKeyMaps().get(EMACS)).bind(new Reference(key[0]), "\u001b" + key[1]);
		}
	}

	@Override
	public String readLine(@Nullable String prompt, @Nullable String rightPrompt, @Nullable MaskingCallback masking,
			@Nullable String buffer) {
		try {
			return isDumb() ? typeLine((prompt != null) ? prompt : "", masking)
					: super.readLine(prompt, rightPrompt, masking, buffer);
		}
		catch (IOError ex) {
			throw new EndOfFileException(ex.getCause());
		}
	}

	private boolean isDumb() {
		return this.screen.getType().startsWith(Terminal.TYPE_DUMB);
	}

	private String typeLine(String prompt, @Nullable MaskingCallback masking) {
		Attributes before = this.screen.enterRawMode();
		try {
			show(prompt);
			LineDiscipline line = new LineDiscipline(before, this.maxLine,
					(typed) -> show((masking != null && !typed.endsWith("\n")) ? "" : typed));
			LineDiscipline.Typed typed = LineDiscipline.Typed.GOES_ON;
			while (typed == LineDiscipline.Typed.GOES_ON) {
				int character = this.screen.reader().read();
				typed = (character != NonBlockingReader.EOF) ? line.type((char) character) : LineDiscipline.Typed.END;
			}
			return finish(typed, line.take());
		}
		catch (InterruptedIOException ex) {
			throw new UserInterruptException("");
		}
		catch (IOException ex) {
			throw new EndOfFileException(ex);
		}
		finally {
			this.screen.setAttributes(before);
		}
	}

	private String finish(LineDiscipline.Typed typed, String line) {
		if (typed == LineDiscipline.Typed.END) {
			throw new EndOfFileException();
		}
		if (typed == LineDiscipline.Typed.INTERRUPT) {
			throw new UserInterruptException(line);
		}
		return line;
	}

	private void show(String text) {
		this.screen.writer().print(text);
		this.screen.writer().flush();
	}

	/** Kills and yanks may double what is there with each key. */
	@Override
	public @Nullable Binding readBinding(KeyMap<Binding> keys, @Nullable KeyMap<Binding> local) {
		if (getBuffer().length() > this.maxLine) {
			throw new EndOfFileException(new LineTooLongException(this.maxLine));
		}
		return super.readBinding(keys, local);
	}

	@Override
	protected boolean digitArgument() {
		return false;
	}

	@Override
	protected boolean universalArgument() {
		return false;
	}

	@Override
	protected boolean editAndExecute() {
		return false;
	}

}
