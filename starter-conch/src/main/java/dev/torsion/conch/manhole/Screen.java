package dev.torsion.conch.manhole;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;

import dev.torsion.conch.SshSession;
import dev.torsion.conch.terminal.LineEditor;
import dev.torsion.conch.terminal.SessionTerminal;
import dev.torsion.conch.terminal.TerminalSettings;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.Parser;
import org.jline.terminal.Terminal.Signal;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Where lines come from and output goes: a terminal, or what a script is piped into.
 */
interface Screen extends AutoCloseable {

	/**
	 * Reads a line.
	 * @param prompt shown on a terminal
	 * @return the line, {@code null} at the end
	 * @throws org.jline.reader.UserInterruptException for ^C
	 * @throws IOException if the line is too long
	 */
	@Nullable String readLine(String prompt) throws IOException;

	OutputStream out();

	boolean isColoured();

	@Override
	void close();

	static Screen of(SshSession session, TerminalSettings settings, Runnable interrupt, SnippetCompleter completer) {
		return (session.pty() != null) ? new Edited(session, settings, interrupt, completer, completer)
				: new Piped(session, settings, interrupt);
	}

	/** Lines that are edited. */
	final class Edited implements Screen {

		private final SessionTerminal terminal;

		private final LineEditor editor;

		Edited(SshSession session, TerminalSettings settings, Runnable interrupt, Parser parser, Completer completer) {
			this.terminal = SessionTerminal.of(session, settings);
			this.terminal.handle(Signal.INT, (signal) -> interrupt.run());
			this.editor = new LineEditor(this.terminal, settings);
			this.editor.setParser(parser);
			this.editor.setCompleter(completer);
		}

		@Override
		public @Nullable String readLine(String prompt) throws IOException {
			try {
				return this.editor.readLine(prompt);
			}
			catch (EndOfFileException ex) {
				return null;
			}
		}

		@Override
		public OutputStream out() {
			return this.terminal.output();
		}

		@Override
		public boolean isColoured() {
			return !this.terminal.getType().startsWith("dumb");
		}

		@Override
		public void close() {
			try {
				this.terminal.close();
			}
			catch (IOException ex) {
				// The peer has gone first
			}
		}

	}

	/** Lines that were sent. */
	final class Piped extends OutputStream implements Screen {

		private final SshSession session;

		private final TerminalSettings settings;

		private final Disposable signals;

		private final InputStream input;

		private final Sinks.Empty<Void> over = Sinks.empty();

		Piped(SshSession session, TerminalSettings settings, Runnable interrupt) {
			this.session = session;
			this.settings = settings;
			this.signals = session.signals().filter("INT"::equals).subscribe((signal) -> interrupt.run());
			Iterator<ByteBuffer> pieces = session.input()
				.takeUntilOther(Mono.firstWithSignal(session.closed(), this.over.asMono()))
				.toIterable(1)
				.iterator();
			this.input = new Pieces(pieces);
		}

		@Override
		public @Nullable String readLine(String prompt) throws IOException {
			ByteArrayOutputStream line = new ByteArrayOutputStream();
			int b = this.input.read();
			if (b < 0) {
				return null;
			}
			while (b >= 0 && b != '\n') {
				if (line.size() == this.settings.maxLine()) {
					throw new IOException("A line has more than " + this.settings.maxLine() + " bytes");
				}
				line.write(b);
				b = this.input.read();
			}
			return line.toString(StandardCharsets.UTF_8).stripTrailing();
		}

		@Override
		public OutputStream out() {
			return this;
		}

		@Override
		public boolean isColoured() {
			return false;
		}

		@Override
		public void write(int b) {
			write(new byte[] { (byte) b }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			Duration timeout = this.settings.writeTimeout();
			this.session.write(ByteBuffer.wrap(bytes.clone(), offset, length)).block(timeout);
		}

		@Override
		public void close() {
			this.signals.dispose();
			this.over.tryEmitEmpty();
		}

	}

	/** Buffers as a stream. */
	final class Pieces extends InputStream {

		private final Iterator<ByteBuffer> pieces;

		private ByteBuffer current = ByteBuffer.allocate(0);

		Pieces(Iterator<ByteBuffer> pieces) {
			this.pieces = pieces;
		}

		@Override
		public int read() {
			while (!this.current.hasRemaining()) {
				if (!this.pieces.hasNext()) {
					return -1;
				}
				this.current = this.pieces.next();
			}
			return this.current.get() & 0xff;
		}

	}

}
