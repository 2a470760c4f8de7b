package dev.torsion.conch.command;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.conch.SshExitException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes lines of bytes.
 */
public final class Lines {

	private static final int LONGEST = 64 * 1024;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private Lines() {
	}

	/**
	 * The lines of an input.
	 * @param input the bytes
	 * @return lines without their ends, as they are asked for; the last one need not have
	 * an end. Fails with exit status 1 for one of more than 64 KiB
	 */
	public static Flux<String> of(Flux<ByteBuffer> input) {
		return Flux.defer(() -> {
			Lines lines = new Lines();
			return input.concatMapIterable(lines::split, 1).concatWith(Mono.fromSupplier(lines::last));
		});
	}

	private List<String> split(ByteBuffer bytes) {
		List<String> whole = new ArrayList<>();
		while (bytes.hasRemaining()) {
			byte value = bytes.get();
			if (value == '\n') {
				whole.add(take());
			}
			else if (this.line.size() == LONGEST) {
				throw new SshExitException(1, "A line of the input is too long");
			}
			else {
				this.line.write(value);
			}
		}
		return whole;
	}

	private String take() {
		String text = this.line.toString(StandardCharsets.UTF_8);
		this.line.reset();
		return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
	}

	private @Nullable String last() {
		return (this.line.size() > 0) ? take() : null;
	}

}
