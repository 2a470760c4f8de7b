package dev.torsion.web.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.torsion.net.process.Limits;
import dev.torsion.net.process.Slots;
import dev.torsion.web.cgi.CgiSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * Properties of the programs and scripts that are run by CGI.
 *
 * @param path search path the programs are given
 * @param environment more variables for the environment of the programs
 * @param passEnvironment comma-separated list of variables of the server's own
 * environment to hand on to the programs
 * @param authorization whether the programs see the header 'Authorization', and so
 * passwords
 * @param maxProcesses most programs to run at a time, for all CGI directories together
 * and for each interpreter
 * @param queue most requests to wait for a program to end, for each of them; others are
 * answered with 503
 * @param queueTimeout how long a request waits before it is answered with 503
 * @param maxPerAddress most programs to run for one address at a time; of those who wait
 * it may be half
 * @param headerTimeout how long a program may take until the head of its answer is
 * complete
 * @param idleTimeout how long a program may neither read nor write
 * @param runTimeout how long a program may run
 * @param maxRequestSize size of the largest body of a request; larger ones are answered
 * with 413
 * @param memoryRequestSize size up to which a body is kept in memory; larger ones go to a
 * temporary file before the program is started
 * @param maxSpoolSize most bytes in such files, for all requests together; when there is
 * no room the answer is 503
 * @param requestBuffering whether a body is complete before the program is started;
 * without it, one of known length is handed to the program as it comes
 * @param maxHeaderSize size of the largest head of an answer
 * @param maxHeaderLines most lines of such a head
 * @param maxStderr most bytes of the standard error output to log for a request
 * @param maxCpuTime processor time a program may use, in whole seconds; not limited if
 * not set
 * @param maxMemory address space a program may use; not limited if not set
 * @param maxOpenFiles most files a program may have open; not limited if not set
 */
@ConfigurationProperties("network.web.cgi")
public record CgiProperties(@DefaultValue("/usr/local/bin:/usr/bin:/bin") String path,
		@DefaultValue List<Variable> environment, @DefaultValue List<String> passEnvironment, boolean authorization,
		@DefaultValue("16") int maxProcesses, @DefaultValue("64") int queue, @DefaultValue("10s") Duration queueTimeout,
		@DefaultValue("8") int maxPerAddress, @DefaultValue("30s") Duration headerTimeout,
		@DefaultValue("60s") Duration idleTimeout, @DefaultValue("10m") Duration runTimeout,
		@DataSizeUnit(DataUnit.BYTES) @DefaultValue("64MB") DataSize maxRequestSize,
		@DataSizeUnit(DataUnit.BYTES) @DefaultValue("64KB") DataSize memoryRequestSize,
		@DataSizeUnit(DataUnit.BYTES) @DefaultValue("1GB") DataSize maxSpoolSize,
		@DefaultValue("true") boolean requestBuffering,
		@DataSizeUnit(DataUnit.BYTES) @DefaultValue("64KB") DataSize maxHeaderSize,
		@DefaultValue("100") int maxHeaderLines, @DataSizeUnit(DataUnit.BYTES) @DefaultValue("64KB") DataSize maxStderr,
		@Nullable Duration maxCpuTime, @DataSizeUnit(DataUnit.BYTES) @Nullable DataSize maxMemory,
		@Nullable Integer maxOpenFiles) {

	CgiSettings settings() {
		return new CgiSettings(new Slots.Limit(this.maxProcesses, this.maxPerAddress, this.queue, this.queueTimeout),
				new CgiSettings.Times(this.headerTimeout, this.idleTimeout, this.runTimeout),
				new Limits(this.maxCpuTime, this.maxMemory, this.maxOpenFiles),
				new CgiSettings.Bodies(this.maxRequestSize.toBytes(), this.memoryRequestSize.toBytes(),
						this.maxSpoolSize.toBytes(), this.requestBuffering),
				Math.toIntExact(this.maxHeaderSize.toBytes()), this.maxHeaderLines,
				Math.toIntExact(this.maxStderr.toBytes()));
	}

	/**
	 * A variable of the environment. Not a map: its keys would lose their underscores.
	 *
	 * @param name name of the variable, such as 'GIT_PROJECT_ROOT'
	 * @param value value of the variable
	 */
	public record Variable(@Nullable String name, @DefaultValue("") String value) {

	}

}
