package dev.torsion.net.process;

import java.io.File;
import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.IoEventLoop;
import io.netty.channel.unix.FileDescriptor;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Pipes on an event loop, without a thread that waits for them. A pipe is made here; the
 * child's end of it is opened anew for the child by its name below {@code /proc/self/fd},
 * because what is non-blocking for us must not be so for the child.
 */
final class NativePipes implements ChildPipes {

	private final PipeWriter input;

	private final PipeReader output;

	private final PipeReader errors;

	private final FileDescriptor[] childs = new FileDescriptor[3];

	private NativePipes(IoEventLoop loop, FileDescriptor[] input, FileDescriptor[] output, FileDescriptor[] errors) {
		this.input = new PipeWriter(loop, input[1]);
		this.output = new PipeReader(loop, output[0]);
		this.errors = new PipeReader(loop, errors[0]);
		this.childs[0] = input[0];
		this.childs[1] = output[1];
		this.childs[2] = errors[1];
	}

	static NativePipes open(IoEventLoop loop) throws IOException {
		FileDescriptor[][] pipes = new FileDescriptor[3][];
		try {
			for (int i = 0; i < pipes.length; i++) {
				pipes[i] = FileDescriptor.pipe();
			}
			return new NativePipes(loop, pipes[0], pipes[1], pipes[2]);
		}
		catch (IOException ex) {
			for (FileDescriptor[] pipe : pipes) {
				if (pipe != null) {
					close(pipe);
				}
			}
			throw ex;
		}
	}

	@Override
	public void attachTo(ProcessBuilder builder) {
		builder.redirectInput(fileOf(this.childs[0]))
			.redirectOutput(fileOf(this.childs[1]))
			.redirectError(fileOf(this.childs[2]));
	}

	@Override
	public void started(Process process) {
		close(this.childs);
		this.input.register();
		this.output.register();
		this.errors.register();
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
		return this.input.write(bytes);
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
		this.input.close();
		this.output.close();
		this.errors.close();
	}

	static File fileOf(FileDescriptor descriptor) {
		return new File("/proc/self/fd/" + descriptor.intValue());
	}

	static void close(FileDescriptor[] descriptors) {
		for (FileDescriptor descriptor : descriptors) {
			close(descriptor);
		}
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
