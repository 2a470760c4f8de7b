package dev.torsion.conch.terminal;

import java.nio.ByteBuffer;
import java.util.Map;

import dev.torsion.conch.Pty;
import dev.torsion.conch.SshConnection;
import dev.torsion.conch.SshInput;
import dev.torsion.conch.SshSession;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A session as a program within another program's has it. Everything is the session's
 * unless it is overridden.
 */
public class SessionView implements SshSession {

	private final SshSession session;

	/**
	 * Creates a view.
	 * @param session the session
	 */
	protected SessionView(SshSession session) {
		this.session = session;
	}

	@Override
	public SshConnection connection() {
		return this.session.connection();
	}

	@Override
	public String command() {
		return this.session.command();
	}

	@Override
	public Map<String, String> environment() {
		return this.session.environment();
	}

	@Override
	public @Nullable Pty pty() {
		return this.session.pty();
	}

	@Override
	public Flux<Pty> resizes() {
		return this.session.resizes();
	}

	@Override
	public Flux<String> signals() {
		return this.session.signals();
	}

	@Override
	public Flux<ByteBuffer> input() {
		return this.session.input();
	}

	@Override
	public void readTo(SshInput input) {
		this.session.readTo(input);
	}

	@Override
	public void release(int bytes) {
		this.session.release(bytes);
	}

	@Override
	public Mono<Void> write(ByteBuffer bytes) {
		return this.session.write(bytes);
	}

	@Override
	public Mono<Void> writeError(ByteBuffer bytes) {
		return this.session.writeError(bytes);
	}

	@Override
	public Mono<Void> closed() {
		return this.session.closed();
	}

}
