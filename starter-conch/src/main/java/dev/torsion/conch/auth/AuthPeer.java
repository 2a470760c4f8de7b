package dev.torsion.conch.auth;

import dev.torsion.conch.SshLogin;
import dev.torsion.conch.auth.key.KeyAlgorithm;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * The connection, as the service sees it. Called on its scheduler.
 */
interface AuthPeer {

	void send(byte[] packet);

	void disconnect(int reason, String text);

	/**
	 * Begins the service that was asked for.
	 * @param service the name of the service
	 * @param login who has logged in
	 * @param held what is to be logged out when the connection ends
	 */
	void succeed(String service, SshLogin login, Login<?> held);

	LoginContext context();

	byte[] sessionId();

	byte @Nullable [] hostKey();

	/** Whether keys may sign so here. */
	boolean allows(KeyAlgorithm algorithm);

	Scheduler scheduler();

	/** Somebody has failed to prove who it is. */
	void failed();

}
