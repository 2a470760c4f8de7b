package dev.torsion.words.irc.client.live;

import java.time.Clock;

import dev.torsion.net.NetworkClients;
import dev.torsion.net.Target;
import dev.torsion.words.irc.client.IrcAddress;
import dev.torsion.words.irc.client.IrcClient;
import dev.torsion.words.irc.client.IrcClientSettings;
import dev.torsion.words.irc.client.IrcClients;

/**
 * Makes clients on the application's event loops.
 */
public final class LiveClients implements IrcClients {

	private final NetworkClients network;

	private final Clock clock;

	/**
	 * Creates the factory.
	 * @param network makes connections
	 * @param clock the time of what servers give no time
	 */
	public LiveClients(NetworkClients network, Clock clock) {
		this.network = network;
		this.clock = clock;
	}

	@Override
	public IrcClient create(IrcClientSettings settings) {
		IrcAddress address = settings.address();
		Target target = Target.to(address.host(), address.port()).withIdleTimeout(settings.limits().keepAlive());
		if (address.tls()) {
			target = target.withTls(this.network.tls("the IRC client '" + settings.name() + "'", address.bundle()));
		}
		return new LiveClient(settings, this.network, target, this.clock);
	}

}
