package dev.torsion.conch.transport;

import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * What one server or client of MINA's runs on. There is nothing to be closed: the loops
 * are the application's, and sessions are closed by those who have them.
 */
final class LoopServiceFactory extends AbstractCloseable implements IoServiceFactory {

	private final Services services;

	private volatile @Nullable IoServiceEventListener listener;

	LoopServiceFactory(Services services) {
		this.services = services;
	}

	/** Makes services. */
	interface Services {

		IoConnector connector(IoHandler handler);

		IoAcceptor acceptor(IoHandler handler);

	}

	@Override
	public IoConnector createConnector(IoHandler handler) {
		IoConnector connector = this.services.connector(handler);
		connector.setIoServiceEventListener(this.listener);
		return connector;
	}

	@Override
	public IoAcceptor createAcceptor(IoHandler handler) {
		IoAcceptor acceptor = this.services.acceptor(handler);
		acceptor.setIoServiceEventListener(this.listener);
		return acceptor;
	}

	@Override
	public @Nullable IoServiceEventListener getIoServiceEventListener() {
		return this.listener;
	}

	@Override
	public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
		this.listener = listener;
	}

}
