package dev.torsion.net.reactor;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.uring.IoUring;
import io.netty.util.internal.PlatformDependent;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * How event loops wait for the network.
 */
public enum IoTransport {

	/** Epoll on Linux, kqueue on macOS and the BSDs, else NIO. */
	AUTO(() -> null, NioIo::new),

	/** Linux's epoll. */
	EPOLL(() -> Epoll.unavailabilityCause(), () -> new EpollIo()),

	/** Linux's io_uring, which kernels and containers often forbid. */
	IO_URING(() -> IoUring.unavailabilityCause(), () -> new IoUringIo()),

	/** The kqueue of macOS and the BSDs. */
	KQUEUE(() -> KQueue.unavailabilityCause(), () -> new KQueueIo()),

	/** Java's own selectors. */
	NIO(() -> null, NioIo::new);

	// Lambdas and not method references, which would need the classes of every transport.
	private final Supplier<@Nullable Throwable> obstacle;

	private final Supplier<Io> io;

	IoTransport(Supplier<@Nullable Throwable> obstacle, Supplier<Io> io) {
		this.obstacle = obstacle;
		this.io = io;
	}

	/**
	 * Why this machine does not have the transport.
	 * @return the reason, as Netty says it, or {@code null} if it has
	 */
	public @Nullable String unavailability() {
		Throwable obstacle = obstacle();
		return (obstacle != null) ? reason(obstacle) : null;
	}

	/**
	 * The transport that this one stands for on this machine.
	 * @return a transport that is there, never {@link #AUTO}
	 * @throws FailureAnalyzedException if this machine does not have it
	 */
	public IoTransport resolve() {
		if (this == AUTO) {
			return chosen();
		}
		Throwable obstacle = obstacle();
		if (obstacle != null) {
			throw new FailureAnalyzedException("network.reactor.transport asks for " + property()
					+ ", which cannot be used here: " + reason(obstacle) + ".", remedy(obstacle), obstacle);
		}
		return this;
	}

	Io io() {
		return this.io.get();
	}

	/**
	 * The name in properties and in the names of threads.
	 */
	String property() {
		return name().toLowerCase(Locale.ROOT);
	}

	private @Nullable Throwable obstacle() {
		try {
			return this.obstacle.get();
		}
		catch (LinkageError ex) {
			return ex;
		}
	}

	/** {@code -Dreactor.netty.native=false} keeps its meaning. */
	private static IoTransport chosen() {
		if (LoopResources.DEFAULT_NATIVE && EPOLL.obstacle() == null) {
			return EPOLL;
		}
		return (LoopResources.DEFAULT_NATIVE && KQUEUE.obstacle() == null) ? KQUEUE : NIO;
	}

	private String remedy(Throwable obstacle) {
		String others = "Set network.reactor.transport to auto, which takes the best there is";
		if (isLibraryMissing(obstacle)) {
			return others + ", or, if the system has it, add io.netty:netty-transport-native-" + property()
					+ " with the classifier of this machine (" + PlatformDependent.normalizedOs() + "-"
					+ PlatformDependent.normalizedArch() + ").";
		}
		return (this == IO_URING) ? others + ", or let this process use io_uring: Linux from 5.14 on, "
				+ "kernel.io_uring_disabled = 0, and in a container a seccomp profile that allows io_uring_setup, "
				+ "io_uring_enter and io_uring_register." : others + ".";
	}

	private static boolean isLibraryMissing(Throwable obstacle) {
		return obstacle instanceof LinkageError || obstacle.getCause() instanceof LinkageError;
	}

	/** The first line of what the innermost exception says. */
	private static String reason(Throwable obstacle) {
		if (obstacle instanceof NoClassDefFoundError) {
			return "its library is not there";
		}
		Throwable cause = obstacle;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		String text = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
		return text.lines().findFirst().orElse(text).replaceFirst("\\.$", "");
	}

}
