package dev.torsion.web.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.config.WebFluxConfigurer;

import dev.torsion.net.EventLoop;
import dev.torsion.web.WebMount;
import dev.torsion.web.content.Contents;
import dev.torsion.web.content.Limits;
import dev.torsion.web.content.Site;
import dev.torsion.web.handler.FileHandlerAdapter;
import dev.torsion.web.handler.FileHandlerMapping;
import dev.torsion.web.wire.MediaTypes;

/**
 * Auto-configuration of the web server for files. It comes before WebFlux's own so that
 * files win over the welcome page, which has the same order.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty(name = "network.web.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WebProperties.class)
public final class WebAutoConfiguration {

	@Bean
	Contents webContents(WebProperties properties, ObjectProvider<WebMount> mounts, ObjectProvider<EventLoop> loops) {
		Site site = new Mounting(properties).site(mounts.orderedStream().toList());
		WebProperties.Cache cache = properties.cache();
		Limits limits = new Limits(cache.valid(), (int) cache.maxFileSize().toBytes(), cache.maxSize().toBytes(),
				cache.maxEntries());
		return new Contents(site, new MediaTypes(properties.mediaTypes()), limits,
				loops.getIfAvailable(ProvisionalLoop::new), System::nanoTime);
	}

	@Bean
	FileHandlerMapping webFileHandlerMapping(Contents contents, ObjectProvider<WebFluxConfigurer> configurers) {
		return new FileHandlerMapping(contents, CorsRules.of(configurers.orderedStream().toList()));
	}

	@Bean
	FileHandlerAdapter webFileHandlerAdapter() {
		return new FileHandlerAdapter();
	}

}
