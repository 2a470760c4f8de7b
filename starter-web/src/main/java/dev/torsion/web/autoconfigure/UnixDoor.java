package dev.torsion.web.autoconfigure;

import java.io.IOException;
import java.net.SocketAddress;

import dev.torsion.net.unix.UnixSocket;
import dev.torsion.net.unix.UnixSocketFile;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The unix socket of the web server, if there is one: shown to the world after the server
 * has been bound to it, and removed before it is unbound.
 */
final class UnixDoor implements SmartLifecycle, DisposableBean {

	private final @Nullable UnixSocket socket;

	private final ReactorResourceFactory resources;

	private @Nullable UnixSocketFile file;

	private boolean running;

	UnixDoor(@Nullable UnixSocket socket, ReactorResourceFactory resources) {
		this.socket = socket;
		this.resources = resources;
	}

	@Nullable UnixSocket socket() {
		return this.socket;
	}

	/** Where the server is to be bound; asked for at every start. */
	SocketAddress bindAddress(UnixSocket socket) {
		UnixSocketFile made = new UnixSocketFile("web", "network.web.unix-socket", socket);
		this.file = made;
		return UnixSocket.address(made.prepare(),
				this.resources.getLoopResources().onServerSelect(LoopResources.DEFAULT_NATIVE));
	}

	@Override
	public void start() {
		UnixSocketFile made = this.file;
		if (made != null) {
			try {
				made.publish();
				this.running = true;
			}
			catch (IOException ex) {
				throw made.failure(ex);
			}
		}
	}

	@Override
	public void stop() {
		this.running = false;
		if (this.file != null) {
			this.file.remove();
		}
	}

	/** Clears away what is left of a start that has failed. */
	@Override
	public void destroy() {
		if (this.file != null) {
			this.file.discard();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 1;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
