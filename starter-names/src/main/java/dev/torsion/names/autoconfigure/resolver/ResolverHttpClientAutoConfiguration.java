package dev.torsion.names.autoconfigure.resolver;

import dev.torsion.names.client.DnsClientResolverGroup;
import dev.torsion.names.client.ResolvedHttpClient;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of Spring's HTTP clients on Reactor Netty ({@code WebClient}, and
 * {@code RestClient} where it runs on that), so that they find hosts by the application's
 * resolver.
 */
@AutoConfiguration(after = ResolverAutoConfiguration.class)
@ConditionalOnClass(name = { "reactor.netty.http.client.HttpClient",
		"org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer" })
@ConditionalOnBean(DnsClientResolverGroup.class)
public final class ResolverHttpClientAutoConfiguration {

	@Bean
	ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> namesHttpConnector(
			DnsClientResolverGroup resolver) {
		return (builder) -> builder.withHttpClientCustomizer(new ResolvedHttpClient(resolver));
	}

	@Bean
	ClientHttpRequestFactoryBuilderCustomizer<ReactorClientHttpRequestFactoryBuilder> namesHttpRequestFactory(
			DnsClientResolverGroup resolver) {
		return (builder) -> builder.withHttpClientCustomizer(new ResolvedHttpClient(resolver));
	}

}
