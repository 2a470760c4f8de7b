package dev.torsion.conch.shell;

import java.nio.ByteBuffer;

import dev.torsion.conch.SshInput;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.command.Lines;
import dev.torsion.conch.terminal.SessionView;
import dev.torsion.conch.terminal.TerminalSettings;
import dev.torsion.conch.terminal.ForegroundSession;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The shell without a terminal: one line after the other.
 */
final class PlainShell extends SessionView {

	private PlainShell(SshSession session) {
		super(session);
	}

	static Mono<Integer> run(SshSession session, ShellLine lines) {
		PlainShell within = new PlainShell(session);
		int[] status = new int[1];
		return Lines.of(session.input()).concatMap((line) -> {
			@Nullable SshProgram program = lines.find(line, status[0]);
			return (program == null) ? Mono.just(false)
					: ForegroundSession.run(program, within, TerminalSettings.DEFAULT)
						.doOnNext((ended) -> status[0] = ended)
						.thenReturn(true);
		}, 0).takeWhile((goesOn) -> goesOn).then(Mono.fromSupplier(() -> status[0]));
	}

	@Override
	public Flux<ByteBuffer> input() {
		return Flux.empty();
	}

	@Override
	public void readTo(SshInput input) {
		input.ended();
	}

	@Override
	public void release(int bytes) {
	}

}
