package dev.torsion.names.autoconfigure;

import dev.torsion.names.http.DnsOverHttp;
import dev.torsion.names.session.NameServer;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Auto-configuration of DNS over HTTPS, as a route of WebFlux.
 */
@AutoConfiguration(after = NamesAutoConfiguration.class)
@ConditionalOnClass(RouterFunction.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(NameServer.class)
public final class DnsOverHttpAutoConfiguration {

	@Bean
	RouterFunction<ServerResponse> namesHttpRoute(NamesProperties properties, NameServer server) {
		DnsOverHttp handler = new DnsOverHttp(server);
		if (properties.httpPath().isBlank()) {
			return (request) -> Mono.empty();
		}
		return RouterFunctions.route(RequestPredicates.path(properties.httpPath()), handler::handle);
	}

}
