package dev.torsion.conch.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import dev.torsion.conch.Pty;
import dev.torsion.conch.SshInput;
import dev.torsion.conch.SshSession;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.impl.AbstractTerminal;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingInputStream;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * The terminal of a session, for JLine. Reading and writing block the thread that does
 * so: it must not be the connection's, nor an event loop. It has no thread of its own.
 * <p>
 * While a line is edited, all keys are the editor's. Otherwise ^C, ^\ and ^Z raise
 * signals, whose handlers are called on the connection's scheduler and must not block;
 * what else is typed is kept for who reads next. ^C forgets it.
 */
public final class SessionTerminal extends AbstractTerminal {

	private final SshSession session;

	private final TerminalInput keys;

	private final NonBlockingInputStream keysAsBytes;

	private final TerminalOutput screen;

	private final PrintWriter writer;

	private final Disposable.Composite subscriptions = Disposables.composite();

	private volatile Attributes modes;

	private volatile Size size;

	private volatile long lastTyped;

	private SessionTerminal(SshSession session, TerminalSettings settings, Pty pty) throws IOException {
		super("ssh", TerminalType.like(pty.type()), StandardCharsets.UTF_8, SignalHandler.SIG_DFL);
		this.session = session;
		this.modes = TerminalModes.of(pty);
		this.size = TerminalModes.size(pty);
		this.keys = new TerminalInput(settings.maxLine(), session::release, () -> raise(Signal.WINCH));
		this.keysAsBytes = NonBlocking.nonBlockingStream(this.keys, StandardCharsets.UTF_8);
		this.screen = new TerminalOutput(session, settings.writeTimeout(), this::mapsLineFeeds, this.keys::end);
		this.writer = new PrintWriter(new OutputStreamWriter(this.screen, StandardCharsets.UTF_8));
		setEnv(session.environment()::get);
		parseInfoCmp();
	}

	/**
	 * Takes over the input and the signals of a session.
	 * @param session the session, which has a terminal
	 * @param settings limits
	 * @return its terminal, to be closed in the end; what was not flushed is lost then
	 */
	public static SessionTerminal of(SshSession session, TerminalSettings settings) {
		try {
			SessionTerminal terminal = new SessionTerminal(session, settings,
					Objects.requireNonNull(session.pty(), "No terminal"));
			terminal.connect();
			return terminal;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void connect() {
		this.subscriptions.add(this.session.resizes().subscribe(this::resized));
		this.subscriptions.add(this.session.signals().subscribe(this::signalled));
		this.subscriptions.add(this.session.closed().subscribe(null, null, this.keys::end));
		this.session.readTo(new SshInput() {

			@Override
			public void received(ByteBuffer bytes) {
				typed(bytes);
			}

			@Override
			public void ended() {
				SessionTerminal.this.keys.end();
			}

		});
	}

	private void typed(ByteBuffer bytes) {
		Attributes current = this.modes;
		boolean signals = current.getLocalFlag(LocalFlag.ISIG);
		used();
		while (bytes.hasRemaining()) {
			byte value = bytes.get();
			Signal signal = signals ? TerminalModes.signal(current, value) : null;
			if (signal != null) {
				this.session.release(1);
				raise(signal);
			}
			else {
				this.keys.add(value);
			}
		}
		this.keys.wake();
	}

	private void signalled(String name) {
		if ("HUP".equals(name) || "TERM".equals(name) || "KILL".equals(name)) {
			this.keys.end();
		}
		else if (!this.modes.getLocalFlag(LocalFlag.ISIG)) {
			ControlChar key = "QUIT".equals(name) ? ControlChar.VQUIT : ControlChar.VINTR;
			if ("INT".equals(name) || "BREAK".equals(name) || "QUIT".equals(name)) {
				this.keys.add((byte) this.modes.getControlChar(key));
				this.keys.wake();
			}
		}
		else if ("INT".equals(name) || "BREAK".equals(name)) {
			raise(Signal.INT);
		}
		else if ("QUIT".equals(name)) {
			raise(Signal.QUIT);
		}
	}

	private void resized(Pty pty) {
		this.size = TerminalModes.size(pty);
		this.keys.resize();
	}

	private boolean mapsLineFeeds() {
		return this.modes.getOutputFlag(OutputFlag.OPOST) && this.modes.getOutputFlag(OutputFlag.ONLCR);
	}

	/** Begins to count anew how long nothing was typed. */
	private void used() {
		this.lastTyped = now();
	}

	private long now() {
		return this.session.connection().scheduler().now(TimeUnit.MILLISECONDS);
	}

	/**
	 * How long nothing was typed, and no line begun.
	 * @return the time
	 */
	public Duration idle() {
		return Duration.ofMillis(now() - this.lastTyped);
	}

	/** Ends the input: who reads is told so. */
	public void hangUp() {
		this.keys.end();
	}

	/** What is typed, for who edits lines in another way than JLine. */
	TerminalInput keys() {
		return this.keys;
	}

	/**
	 * The session, to which others write as well.
	 * @return the session
	 */
	public SshSession session() {
		return this.session;
	}

	/** Forgets what was typed and not read. */
	public void discardInput() {
		this.keys.discard();
	}

	@Override
	public void raise(Signal signal) {
		if (signal == Signal.INT || signal == Signal.QUIT) {
			this.keys.discard();
			this.session.print((signal == Signal.INT) ? "^C\n" : "^\\\n");
		}
		super.raise(signal);
	}

	@Override
	public Attributes enterRawMode() {
		this.keys.beginLine();
		used();
		return super.enterRawMode();
	}

	@Override
	protected void parseInfoCmp() {
		TerminalType.read(this.type, this.bools, this.ints, this.strings);
		detectTrueColorSupport();
	}

	@Override
	public NonBlockingReader reader() {
		return this.keys;
	}

	@Override
	public PrintWriter writer() {
		return this.writer;
	}

	@Override
	public InputStream input() {
		return this.keysAsBytes;
	}

	@Override
	public OutputStream output() {
		return this.screen;
	}

	@Override
	public Attributes getAttributes() {
		return new Attributes(this.modes);
	}

	@Override
	public void setAttributes(Attributes attributes) {
		this.modes = new Attributes(attributes);
	}

	@Override
	public Size getSize() {
		return Size.of(this.size);
	}

	@Override
	public void setSize(Sized size) {
		this.size = Size.of(size);
	}

	/** Questions to the terminal would wait for answers that may never come. */
	@Override
	public boolean supportsGraphemeClusterMode() {
		return false;
	}

	@Override
	public boolean hasKittyKeyboardSupport() {
		return false;
	}

	@Override
	public boolean hasInBandResizeSupport() {
		return false;
	}

	@Override
	protected void doClose() throws IOException {
		this.subscriptions.dispose();
		this.keys.end();
		super.doClose();
		this.screen.close();
	}

	@Override
	public @Nullable TerminalProvider getProvider() {
		return null;
	}

	@Override
	public @Nullable SystemStream getSystemStream() {
		return null;
	}

}
