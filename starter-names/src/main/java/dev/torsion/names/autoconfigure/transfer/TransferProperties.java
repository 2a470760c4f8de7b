package dev.torsion.names.autoconfigure.transfer;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the transfers of zones.
 *
 * @param maxOutgoing most transfers to others at a time
 * @param maxIncoming most transfers from others at a time; further ones wait
 * @param maxRecords most records of a zone that is copied from others
 * @param maxSize most bytes of a transfer from others
 * @param maxTime how long a transfer may take
 * @param timeout how long another server may be silent
 */
@ConfigurationProperties("network.names.transfers")
public record TransferProperties(@DefaultValue("20") int maxOutgoing, @DefaultValue("10") int maxIncoming,
		@DefaultValue("10000000") int maxRecords, @DefaultValue("1GB") DataSize maxSize,
		@DefaultValue("30m") Duration maxTime, @DefaultValue("10s") Duration timeout) {

}
