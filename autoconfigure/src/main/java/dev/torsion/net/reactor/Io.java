package dev.torsion.net.reactor;

import java.util.Map;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;

/**
 * What a transport of Netty brings: how a loop waits, and the channels that it can wait
 * for.
 */
interface Io {

	IoHandlerFactory handlers();

	/** By the type that is asked for, which all transports have in common. */
	Map<Class<?>, Kind<?>> channels();

	/**
	 * A kind of channel.
	 *
	 * @param <C> the type of the channel
	 * @param type the type of the channel
	 * @param factory makes one
	 */
	record Kind<C extends Channel>(Class<C> type, Supplier<C> factory) {

	}

}
