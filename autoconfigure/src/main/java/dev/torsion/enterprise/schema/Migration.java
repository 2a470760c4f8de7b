package dev.torsion.enterprise.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.connection.init.ScriptException;

/**
 * Compares the scripts of a schema with what the history says, and puts into words what
 * the operator has to do where they differ.
 *
 * @param schema the schema
 * @param vendor the database
 * @param scripts the scripts in their order
 */
record Migration(Schema schema, Vendor vendor, List<Script> scripts) {

	/**
	 * Whether everything has been applied and nothing is wrong.
	 * @param entries the history
	 * @return whether there is nothing to do
	 */
	boolean isComplete(List<History.Entry> entries) {
		Map<Long, History.Entry> applied = byVersion(entries);
		return entries.size() == this.scripts.size() && this.scripts.stream().allMatch((script) -> {
			History.Entry entry = applied.get(script.version());
			return entry != null && entry.isFinished() && entry.checksum().equals(script.checksum());
		});
	}

	/**
	 * The scripts that have to be applied. To be asked while nobody else applies any.
	 * @param entries the history
	 * @return the scripts in their order
	 * @throws FailureAnalyzedException if the history is not one of these scripts
	 */
	List<Script> pending(List<History.Entry> entries) {
		Map<Long, History.Entry> applied = byVersion(entries);
		List<Script> pending = new ArrayList<>();
		for (Script script : this.scripts) {
			History.Entry entry = applied.remove(script.version());
			if (entry == null) {
				pending.add(script);
			}
			else {
				check(script, entry, pending);
			}
		}
		for (History.Entry unknown : applied.values()) {
			throw new FailureAnalyzedException(
					"%s has been applied to the database, and this application does not know it."
						.formatted(describe(unknown.script())),
					"Start the newer release that has applied it, or restore a backup of the database from before.");
		}
		return pending;
	}

	private void check(Script script, History.Entry entry, List<Script> earlier) {
		if (!entry.isFinished()) {
			throw new FailureAnalyzedException(
					"%s was begun and has not been finished.".formatted(describe(script.file())),
					"If it is running no more: " + undo(script));
		}
		if (!entry.checksum().equals(script.checksum())) {
			throw new FailureAnalyzedException(
					"%s is not as it was when it was applied.".formatted(describe(script.file())),
					"Restore the file, and make the change in a script with a higher version. If the tables are right, set the checksum of that row of %s to '%s'."
						.formatted(History.TABLE, script.checksum()));
		}
		if (!earlier.isEmpty()) {
			throw new FailureAnalyzedException(
					"%s has not been applied, but a later version has.".formatted(describe(earlier.get(0).file())),
					"Give it a version that is higher than %d.".formatted(entry.version()));
		}
	}

	/**
	 * What to do after a statement has failed.
	 * @param script its script
	 * @param cause the failure
	 * @return the failure to stop the start with
	 */
	FailureAnalyzedException failure(Script script, ScriptException cause) {
		String action = this.vendor.isRollingBackTables()
				? "Nothing of the script has been applied. Correct what it fails at, and start again." : undo(script);
		return new FailureAnalyzedException("%s has failed: %s".formatted(describe(script.file()), reason(cause)),
				action, cause);
	}

	/**
	 * What to do when the database cannot be asked.
	 * @param cause the failure
	 * @return the failure to stop the start with
	 */
	FailureAnalyzedException failure(DataAccessException cause) {
		return new FailureAnalyzedException(
				"The schema '%s' could not be applied: %s".formatted(this.schema.name(), reason(cause)),
				"Check that the database can be reached and that its user may make tables, or set network.enterprise.schema to 'none' and make them yourself.",
				cause);
	}

	/** A rollback would not have undone it. */
	private String undo(Script script) {
		return "Undo by hand what it has done, delete the row of %s with schema_name '%s' and script_version '%d', and start again."
			.formatted(History.TABLE, this.schema.name(), script.version());
	}

	private String describe(String file) {
		return "%s of schema '%s'".formatted(file, this.schema.name());
	}

	private static String reason(Throwable failure) {
		return String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
	}

	private static Map<Long, History.Entry> byVersion(List<History.Entry> entries) {
		return entries.stream().collect(Collectors.toMap(History.Entry::version, Function.identity()));
	}

}
