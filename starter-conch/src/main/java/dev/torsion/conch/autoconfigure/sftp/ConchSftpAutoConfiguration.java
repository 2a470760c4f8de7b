package dev.torsion.conch.autoconfigure.sftp;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.conch.autoconfigure.files.ConchFilesAutoConfiguration;
import dev.torsion.conch.files.FileAccesses;
import dev.torsion.conch.sftp.session.SftpExtension;
import dev.torsion.conch.sftp.session.SftpRequest;
import dev.torsion.conch.sftp.session.SftpSubsystem;
import dev.torsion.conch.sftp.session.extensions.StandardExtensions;
import dev.torsion.conch.sftp.session.requests.StandardRequests;
import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of SFTP, for accounts that have files.
 */
@AutoConfiguration(after = { NetworkAutoConfiguration.class, ConchFilesAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = { "network.conch.enabled", "network.conch.sftp.enabled" }, matchIfMissing = true)
@ConditionalOnBean(FileAccesses.class)
@EnableConfigurationProperties(ConchSftpProperties.class)
public final class ConchSftpAutoConfiguration {

	/**
	 * What the application declares comes first: of several of one name the first is
	 * taken.
	 */
	@Bean
	@ConditionalOnMissingBean
	SftpSubsystem conchSftp(ConchSftpProperties properties, FileAccesses files, ObjectProvider<SftpRequest> requests,
			ObjectProvider<SftpExtension> extensions, EventLoop loop) {
		List<SftpExtension> known = new ArrayList<>(extensions.orderedStream().toList());
		known.addAll(StandardExtensions.all());
		List<SftpRequest> all = new ArrayList<>(requests.orderedStream().toList());
		all.addAll(StandardRequests.all(known));
		return new SftpSubsystem(files, properties.settings(), all, loop, Clock.systemDefaultZone());
	}

}
