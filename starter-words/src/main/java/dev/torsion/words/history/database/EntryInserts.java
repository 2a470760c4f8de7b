package dev.torsion.words.history.database;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Statement;
import org.jspecify.annotations.Nullable;

import org.springframework.r2dbc.core.binding.BindMarkers;
import org.springframework.r2dbc.core.binding.BindMarkersFactory;
import org.springframework.r2dbc.core.binding.BindMarkersFactoryResolver;

/**
 * Statements that insert many rows of {@code words_entry}. PostgreSQL takes a list of
 * values for each column, because its driver has to do much for every parameter; others
 * take some rows a statement.
 */
final class EntryInserts {

	/** Few kinds of statements, which drivers prepare once. */
	private static final int[] SIZES = { 100, 20, 4, 1 };

	private static final String INTO = "insert into words_entry (" + String.join(", ", EntryRows.INSERTED) + ") ";

	private final Map<Integer, String> statements = new HashMap<>();

	private final boolean lists;

	EntryInserts(ConnectionFactory factory) {
		this.lists = factory.getMetadata().getName().equals("PostgreSQL");
		BindMarkersFactory markers = BindMarkersFactoryResolver.resolve(factory);
		for (int size : SIZES) {
			this.statements.put(size, INTO + "values " + String.join(", ", rows(markers.create(), size)));
		}
	}

	private static List<String> rows(BindMarkers markers, int count) {
		List<String> rows = new ArrayList<>();
		for (int row = 0; row < count; row++) {
			StringJoiner values = new StringJoiner(", ", "(", ")");
			EntryRows.TYPES.forEach((type) -> values.add(markers.next().getPlaceholder()));
			rows.add(values.toString());
		}
		return rows;
	}

	/**
	 * The statements that insert some rows.
	 * @param connection the connection
	 * @param rows the values of each row, in the order of the columns
	 * @return the statements, to be run one after another
	 */
	List<Statement> of(Connection connection, List<@Nullable Object[]> rows) {
		if (this.lists) {
			return List.of(lists(connection, rows));
		}
		List<Statement> statements = new ArrayList<>();
		int from = 0;
		for (int size : SIZES) {
			for (; rows.size() - from >= size; from += size) {
				statements.add(rows(connection, rows.subList(from, from + size)));
			}
		}
		return statements;
	}

	private Statement rows(Connection connection, List<@Nullable Object[]> rows) {
		Statement statement = connection.createStatement(this.statements.getOrDefault(rows.size(), ""));
		int parameter = 0;
		for (@Nullable
		Object[] row : rows) {
			for (int i = 0; i < row.length; i++) {
				Object value = row[i];
				if (value != null) {
					statement.bind(parameter++, value);
				}
				else {
					statement.bindNull(parameter++, EntryRows.TYPES.get(i));
				}
			}
		}
		return statement;
	}

	private static Statement lists(Connection connection, List<@Nullable Object[]> rows) {
		StringJoiner columns = new StringJoiner(", ", INTO + "select * from unnest(", ")");
		for (int i = 0; i < EntryRows.TYPES.size(); i++) {
			columns.add("$" + (i + 1) + "::" + sql(EntryRows.TYPES.get(i)) + "[]");
		}
		Statement statement = connection.createStatement(columns.toString());
		for (int i = 0; i < EntryRows.TYPES.size(); i++) {
			Object[] values = (Object[]) Array.newInstance(EntryRows.TYPES.get(i), rows.size());
			for (int row = 0; row < values.length; row++) {
				Array.set(values, row, rows.get(row)[i]);
			}
			statement.bind(i, values);
		}
		return statement;
	}

	private static String sql(Class<?> type) {
		return (type == Long.class) ? "bigint" : (type == Boolean.class) ? "boolean" : "varchar";
	}

}
