package dev.torsion.net.autoconfigure;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of a listener behind proxies: {@code proxy-protocol} in the tree of every
 * starter.
 *
 * @param trusted comma-separated list of the proxies, which have to begin with a header
 * of the PROXY protocol: addresses, blocks such as '10.0.0.0/8', or 'unix' for whoever
 * connects by a unix socket; nobody if empty
 */
@ConfigurationPropertiesSource
public record ProxyProtocolProperties(@DefaultValue List<String> trusted) {

}
