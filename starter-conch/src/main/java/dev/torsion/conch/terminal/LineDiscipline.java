package dev.torsion.conch.terminal;

import java.util.function.Consumer;

import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.utils.WCWidth;

/**
 * Makes lines of what is typed as terminals of the system do: for programs that read, and
 * for terminals on which nothing can be drawn.
 */
final class LineDiscipline {

	private final Attributes modes;

	private final int max;

	private final Consumer<String> echo;

	private final StringBuilder line = new StringBuilder();

	private boolean returned;

	/**
	 * Creates one without a line.
	 * @param modes the special characters
	 * @param max most characters of a line; what is typed past them is not taken
	 * @param echo shows what is typed
	 */
	LineDiscipline(Attributes modes, int max, Consumer<String> echo) {
		this.modes = modes;
		this.max = max;
		this.echo = echo;
	}

	/**
	 * Takes what is typed.
	 * @param typed a character
	 * @return what that does to the line
	 */
	Typed type(char typed) {
		boolean second = this.returned && typed == '\n';
		this.returned = (typed == '\r');
		if (second) {
			return Typed.GOES_ON;
		}
		if (typed == '\r' || typed == '\n') {
			this.echo.accept("\n");
			return Typed.LINE;
		}
		if (is(typed, ControlChar.VEOF)) {
			return this.line.isEmpty() ? Typed.END : Typed.GOES_ON;
		}
		if (is(typed, ControlChar.VINTR)) {
			this.echo.accept("^C\n");
			return Typed.INTERRUPT;
		}
		edit(typed);
		return Typed.GOES_ON;
	}

	private void edit(char typed) {
		if (is(typed, ControlChar.VERASE) || typed == '\b') {
			erase();
		}
		else if (is(typed, ControlChar.VKILL)) {
			while (!this.line.isEmpty()) {
				erase();
			}
		}
		else if (this.line.length() == this.max) {
			this.echo.accept("\u0007");
		}
		else if (typed >= ' ' || typed == '\t') {
			this.line.append(typed);
			if (!Character.isSurrogate(typed)) {
				this.echo.accept(String.valueOf(typed));
			}
			else if (Character.isLowSurrogate(typed)) {
				this.echo.accept(Character.toString(this.line.codePointBefore(this.line.length())));
			}
		}
	}

	private void erase() {
		if (!this.line.isEmpty()) {
			int last = this.line.codePointBefore(this.line.length());
			this.line.setLength(this.line.length() - Character.charCount(last));
			this.echo.accept("\b \b".repeat(Math.max(WCWidth.wcwidth(last), 0)));
		}
	}

	private boolean is(char typed, ControlChar special) {
		return typed == this.modes.getControlChar(special);
	}

	/**
	 * Takes the line.
	 * @return the line, without its end
	 */
	String take() {
		String taken = this.line.toString();
		this.line.setLength(0);
		return taken;
	}

	/** What a character does. */
	enum Typed {

		/** The line goes on. */
		GOES_ON,

		/** The line is whole. */
		LINE,

		/** There are no further lines. */
		END,

		/** The line is given up. */
		INTERRUPT

	}

}
