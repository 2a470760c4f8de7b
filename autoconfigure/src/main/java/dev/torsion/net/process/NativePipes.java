package dev.torsion.net.process;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.IoEventLoop;
import io.netty.channel.unix.FileDescriptor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Pipes on an event loop, without a thread that waits for them. A pipe is made here; the
 * child's end of it is opened anew for the child by its name below {@code /proc/self/fd},
 * because what is non-blocking for us must not be so for the child.
 */
final class NativePipes implements ChildPipes {

	private final @Nullable PipeWriter input;

	private final PipeReader output;

	private final PipeReader errors;

	private final List<FileDescriptor> childs;

	private NativePipes(IoEventLoop loop, FileDescriptor[] output, FileDescriptor[] errors,
			FileDescriptor @Nullable [] input) {
		this.output = new PipeReader(loop, output[0]);
		this.errors = new PipeReader(loop, errors[0]);
		this.input = (input != null) ? new PipeWriter(loop, input[1]) : null;
		this.childs = (input != null) ? List.of(output[1], errors[1], input[0]) : List.of(output[1], errors[1]);
	}

	static NativePipes open(IoEventLoop loop, boolean input) throws IOException {
		List<FileDescriptor[]> pipes = new ArrayList<>(3);
		try {
			for (int i = 0; i < (input ? 3 : 2); i++) {
				pipes.add(FileDescriptor.pipe());
			}
			return new NativePipes(loop, pipes.get(0), pipes.get(1), input ? pipes.get(2) : null);
		}
		catch (IOException ex) {
			pipes.forEach((pipe) -> close(List.of(pipe)));
			throw ex;
		}
	}

	@Override
	public void attachTo(ProcessBuilder builder) {
		builder.redirectOutput(fileOf(this.childs.get(0))).redirectError(fileOf(this.childs.get(1)));
		if (this.input != null) {
			builder.redirectInput(fileOf(this.childs.get(2)));
		}
	}

	@Override
	public void started(Process process) {
		close(this.childs);
		this.output.register();
		this.errors.register();
		if (this.input != null) {
			this.input.register();
		}
	}

	@Override
	public Flux<ByteBuf> output() {
		return this.output;
	}

	@Override
	public Flux<ByteBuf> errors() {
		return this.errors;
	}

	@Override
	public Mono<Void> input(Publisher<ByteBuf> bytes) {
		return (this.input != null) ? this.input.write(bytes)
				: Mono.error(new IllegalStateException("The standard input is a file"));
	}

	@Override
	public Mono<Boolean> ended() {
		return Mono.zip(this.output.ended(), this.errors.ended(), Boolean::logicalAnd);
	}

	@Override
	public void endIfSilent() {
		this.output.endIfSilent();
		this.errors.endIfSilent();
	}

	@Override
	public void close() {
		close(this.childs);
		this.output.close();
		this.errors.close();
		if (this.input != null) {
			this.input.close();
		}
	}

	static File fileOf(FileDescriptor descriptor) {
		return new File("/proc/self/fd/" + descriptor.intValue());
	}

	static void close(List<FileDescriptor> descriptors) {
		descriptors.forEach(NativePipes::close);
	}

	/** Closing is idempotent. On Linux a descriptor is gone even if closing it fails. */
	static void close(FileDescriptor descriptor) {
		try {
			descriptor.close();
		}
		catch (IOException ex) {
			// Nothing was written that could have been lost.
		}
	}

}
