package dev.torsion.conch.client;

import java.net.InetSocketAddress;

import io.netty.channel.Channel;
import reactor.core.Disposable;

/**
 * A port of this machine's loopback address whose connections go on at a server. To
 * dispose of it ends it for new connections, and gives up the connection to the server.
 */
public final class SshTunnel implements Disposable, AutoCloseable {

	private final Channel listener;

	private final Disposable lease;

	SshTunnel(Channel listener, Disposable lease) {
		this.listener = listener;
		this.lease = lease;
	}

	/**
	 * The port.
	 * @return the port on 127.0.0.1
	 */
	public int port() {
		return ((InetSocketAddress) this.listener.localAddress()).getPort();
	}

	@Override
	public void dispose() {
		this.listener.close();
		this.lease.dispose();
	}

	@Override
	public boolean isDisposed() {
		return !this.listener.isOpen();
	}

	@Override
	public void close() {
		dispose();
	}

}
