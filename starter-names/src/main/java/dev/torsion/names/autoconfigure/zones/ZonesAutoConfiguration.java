package dev.torsion.names.autoconfigure.zones;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.names.autoconfigure.NamesAutoConfiguration;
import dev.torsion.names.autoconfigure.NamesProperties;
import dev.torsion.names.session.ZoneSelector;
import dev.torsion.names.store.DnsView;
import dev.torsion.names.store.ZonePublisher;
import dev.torsion.names.store.ZoneSource;
import dev.torsion.names.store.ZoneSources;
import dev.torsion.names.store.ZoneViews;
import dev.torsion.names.zone.ZoneLimits;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of zones from files, from properties and from beans, and of views.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class, before = NamesAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.names.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ NamesProperties.class, StoreProperties.class })
public final class ZonesAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ZoneLimits namesZoneLimits(StoreProperties properties) {
		return new ZoneLimits(properties.maxRecordsPerType(), properties.maxTypesPerName());
	}

	@Bean
	ZoneViews namesViews(StoreProperties properties, Zones zones) {
		List<DnsView> views = properties.views().stream().map(StoreProperties.View::view).toList();
		Set<String> names = new HashSet<>();
		for (DnsView view : views) {
			if (!names.add(view.name())) {
				throw new FailureAnalyzedException(
						"The view '" + view.name() + "' of network.names.views is there twice.",
						"Give each view a name of its own, and all its clients and listeners in one place.");
			}
		}
		return new ZoneViews(zones, views);
	}

	@Bean
	@ConditionalOnMissingBean
	ZoneSelector namesViewSelector(ZoneViews views) {
		return views::zones;
	}

	@Bean
	@ConditionalOnMissingBean
	ZonePublisher namesZonePublisher(Zones zones) {
		return zones::publish;
	}

	@Bean
	ZoneSources namesZoneSources(NamesProperties names, StoreProperties properties, ZoneLimits limits, EventLoop loop,
			ZoneViews views, ZonePublisher publisher, ObjectProvider<ZoneSource> beans) {
		List<ZoneSource> others = beans.orderedStream().toList();
		List<ZoneSource> sources = new ArrayList<>(
				new ConfiguredZones(properties, limits, loop, !others.isEmpty()).sources(names.zones()));
		sources.addAll(others);
		return new ZoneSources(sources, views, publisher);
	}

}
