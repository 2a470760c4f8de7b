package dev.torsion.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;

import dev.torsion.net.unix.UnixSocket;
import dev.torsion.net.unix.UnixSocketFile;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * The lifecycle of what listens on a port or a unix socket: binds when the application
 * starts, tells the application, says goodbye when it stops. It starts with Boot's web
 * server and stops before the beans that serve its connections do. Once bound it keeps
 * the JVM alive.
 */
public abstract sealed class PortListener implements NetworkListener, SmartLifecycle
		permits NetworkServer, DatagramServer {

	/** Started after, and stopped before, all that serves connections. */
	public static final int PHASE = DEFAULT_PHASE - 1024;

	private static final Log logger = LogFactory.getLog(PortListener.class);

	private final String name;

	private final Listener listener;

	private final NetworkRuntime runtime;

	private volatile @Nullable SocketAddress address;

	private @Nullable UnixSocketFile file;

	PortListener(String name, Listener listener, NetworkRuntime runtime) {
		this.name = name;
		this.listener = listener;
		this.runtime = runtime;
	}

	/** Binds, and waits until that is done. */
	abstract SocketAddress bind(SocketAddress address) throws Exception;

	/** The port to bind, 0 for any free one. */
	int port() {
		return this.listener.port();
	}

	/** Unbinds, and ends connections; completes when there are none. */
	abstract CompletableFuture<Void> unbind();

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final boolean isEnabled() {
		return this.listener.port() >= 0 || this.listener.unixSocket() != null;
	}

	@Override
	public final @Nullable SocketAddress address() {
		return this.address;
	}

	final Listener listener() {
		return this.listener;
	}

	final NetworkRuntime runtime() {
		return this.runtime;
	}

	/**
	 * Binds the port or the socket; returns when it is bound.
	 * @throws org.springframework.boot.diagnostics.FailureAnalyzedException if it cannot
	 * be
	 */
	@Override
	public final synchronized void start() {
		if (this.address != null || !isEnabled()) {
			return;
		}
		UnixSocket unixSocket = this.listener.unixSocket();
		this.address = (unixSocket != null) ? bindSocket(unixSocket) : bindPort();
		logger.info(this.name + " listening on " + this.address);
		this.runtime.started(this);
	}

	private SocketAddress bindPort() {
		InetSocketAddress wanted = wanted();
		try {
			return bind(wanted);
		}
		catch (Exception ex) {
			unbind();
			throw BindFailure.of(this.name, this.listener.property(), wanted, ex);
		}
	}

	private SocketAddress bindSocket(UnixSocket socket) {
		UnixSocketFile file = new UnixSocketFile(this.name, this.listener.property() + ".unix-socket", socket);
		try {
			bind(UnixSocket.address(file.prepare(), this.runtime.acceptors()));
			file.publish();
		}
		catch (Exception ex) {
			unbind();
			file.discard();
			throw file.failure(ex);
		}
		this.file = file;
		return socket.address();
	}

	@Override
	public final void stop() {
		shutdown().join();
	}

	@Override
	public final void stop(Runnable callback) {
		shutdown().whenComplete((nothing, failure) -> callback.run());
	}

	private synchronized CompletableFuture<Void> shutdown() {
		if (this.address == null) {
			return CompletableFuture.completedFuture(null);
		}
		this.address = null;
		if (this.file != null) {
			this.file.remove();
		}
		return unbind().whenComplete((nothing, failure) -> this.runtime.stopped());
	}

	@Override
	public final boolean isRunning() {
		return this.address != null;
	}

	@Override
	public final boolean isAutoStartup() {
		return isEnabled();
	}

	@Override
	public final int getPhase() {
		return PHASE;
	}

	/** A pause between two cached test contexts would change the port under the test. */
	@Override
	public final boolean isPauseable() {
		return false;
	}

	private InetSocketAddress wanted() {
		String host = this.listener.address();
		String address = (host != null && !host.isBlank()) ? host : this.runtime.settings().address();
		try {
			return new InetSocketAddress(InetAddress.getByName(address), port());
		}
		catch (UnknownHostException ex) {
			throw BindFailure.of(this.name, this.listener.property(),
					InetSocketAddress.createUnresolved(address, port()), ex);
		}
	}

}
