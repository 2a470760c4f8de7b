package dev.torsion.names.autoconfigure.transfer;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

import dev.torsion.files.DataFolder;
import dev.torsion.names.DnsUpdatePolicy;
import dev.torsion.names.autoconfigure.NamesProperties;
import dev.torsion.names.autoconfigure.ZoneProperties;
import dev.torsion.names.client.transfer.Notifier;
import dev.torsion.names.client.transfer.Secondaries;
import dev.torsion.names.client.transfer.Secondary;
import dev.torsion.names.client.transfer.TransferClient;
import dev.torsion.names.client.transfer.TransferLimits;
import dev.torsion.names.session.control.ControlMessages;
import dev.torsion.names.session.control.NotifyHandler;
import dev.torsion.names.session.control.TransferHandler;
import dev.torsion.names.session.control.TransferSettings;
import dev.torsion.names.session.update.AllowedUpdates;
import dev.torsion.names.session.update.JournaledUpdates;
import dev.torsion.names.session.update.UpdateHandler;
import dev.torsion.names.store.SecondaryFiles;
import dev.torsion.names.store.journal.ZoneJournals;
import dev.torsion.names.tsig.TsigKeys;
import dev.torsion.names.zone.ZoneLimits;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.EventLoop;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.NetworkConnector;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the exchange of zones with other servers, and of their updates.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.names.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ NamesProperties.class, TransferProperties.class })
public final class TransferAutoConfiguration {

	@Bean
	TsigKeys namesTsigKeys(NamesProperties properties) {
		return ConfiguredKeys.of(properties.tsigKeys());
	}

	@Bean
	ExchangedZones namesExchangedZones(NamesProperties properties, TsigKeys keys) {
		return new ExchangedZones(properties.zones(), keys);
	}

	@Bean
	ZoneJournals namesZoneJournals(DataFolder folder) {
		try {
			return ZoneJournals.open(folder);
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException("The updates of a zone cannot be read: " + ex.getMessage(),
					"Bring the file back from a backup, or delete it to begin with what the zone was before.", ex);
		}
	}

	@Bean
	JournaledUpdates namesZoneUpdates(Zones zones, ZoneJournals journals, ExchangedZones exchanged, EventLoop loop) {
		return new JournaledUpdates(zones, journals,
				exchanged.secondaries().stream().map(Secondary::origin).collect(Collectors.toSet()), loop);
	}

	@Bean
	@ConditionalOnMissingBean
	DnsUpdatePolicy namesUpdatePolicy(ExchangedZones exchanged) {
		return new AllowedUpdates(exchanged.allowed("allow-update", ZoneProperties::allowUpdate));
	}

	@Bean
	NetworkConnector namesTransferConnector(NetworkClients clients) {
		return clients.connector("names-transfers");
	}

	@Bean
	TransferClient namesTransferClient(TransferProperties properties,
			@Qualifier("namesTransferConnector") NetworkConnector connector, EventLoop loop,
			ObjectProvider<ZoneLimits> names) {
		TransferLimits limits = new TransferLimits(properties.maxIncoming(), properties.maxRecords(),
				properties.maxSize().toBytes(), properties.maxTime(), properties.timeout(),
				names.getIfAvailable(() -> ZoneLimits.NONE));
		return new TransferClient(connector, loop, limits);
	}

	@Bean
	Secondaries namesSecondaries(ExchangedZones exchanged, TransferClient client, Zones zones, DataFolder folder,
			EventLoop loop) {
		return new Secondaries(exchanged.secondaries(), client, zones, new SecondaryFiles(folder), loop);
	}

	@Bean
	Notifier namesNotifier(ExchangedZones exchanged, TransferClient client, Zones zones, EventLoop loop) {
		Notifier notifier = new Notifier(client::notify, loop, exchanged.notified());
		zones.addListener(notifier);
		return notifier;
	}

	@Bean
	ControlMessages namesControlMessages(TransferProperties properties, TsigKeys keys, ExchangedZones exchanged,
			Zones zones, Secondaries secondaries, JournaledUpdates updates, DnsUpdatePolicy policy,
			ObjectProvider<ZoneLimits> limits, EventLoop loop) {
		TransferHandler transfers = new TransferHandler((client, listener) -> zones.current(),
				exchanged.allowed("allow-transfer", ZoneProperties::allowTransfer),
				new TransferSettings(properties.maxOutgoing(), properties.maxTime()), loop);
		return new ControlMessages(keys, List.of(transfers, new NotifyHandler(secondaries),
				new UpdateHandler(updates, policy, limits.getIfAvailable(() -> ZoneLimits.NONE))));
	}

}
